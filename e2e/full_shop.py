"""The tests' own shop as it runs on a server: several processes, PostgreSQL, Redis, one address."""

import sys
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from deploy.local.console import Refusal
from deploy.local.full import Full, surrounded
from deploy.local.paths import ROOT
from deploy.local.processes import free_port, run_quietly
from deploy.local.readying import ready
from e2e.shop_server import SHELF, ShopServer


class FullShop(ShopServer):
    """What a `ShopServer` is, of other parts; its mail goes to a mail server, so it has no inbox page."""

    def __init__(self, folder: Path) -> None:
        self._around = ExitStack()
        home = Path(self._around.enter_context(TemporaryDirectory(prefix="fastshop-full-")))
        # Root's PostgreSQL runs as somebody else, who has to get in.
        home.chmod(0o711)
        self.full = Full("127.0.0.1", free_port(), home / "full", Path(sys.executable))
        self.url, self.log, self.child = self.full.url, folder / "server.log", None
        self._env: Mapping[str, str] = {}

    def prepare(self) -> None:
        """Start the servers around it, migrate, and load both catalogues."""
        self._env = self._around.enter_context(surrounded(self.full))
        ready(self.full.folder, self.full.python, self._env, demo=True)
        self.manage("import_products", str(SHELF))

    def start(self) -> None:
        """Start every process, and return once the shop answers. Raises Refusal when it does not."""
        with self.log.open("ab") as log:
            self.child = self.full.start(self._env, output=log)

    def close(self) -> None:
        """End the shop, and the servers around it."""
        super().close()
        self._around.close()

    def manage(self, *arguments: str) -> str:
        """Run a management command in this shop and return what it wrote. Raises Refusal when it fails."""
        code, written = run_quietly([self.full.python, ROOT / "manage.py", *arguments], env=self._env)
        if code:
            raise Refusal(f"{written}\n`manage.py {' '.join(arguments)}` failed; the lines above say why.")
        return written
