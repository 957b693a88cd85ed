"""The shop in one process: SQLite, Daphne, and the background work as a thread of it."""

import os
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from deploy.local import listening
from deploy.local.console import Refusal, say
from deploy.local.paths import PYTHON, ROOT, data_dir
from deploy.local.processes import Child, Command, attend, run_quietly, start, stop, wait_until

PATIENCE = 180.0
_DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))
_OF_OTHER_SHAPES = ("DATABASE_URL", "REDIS_URL", "CACHE_URL", "CHANNEL_LAYER_URL", "CELERY_BROKER_URL")
# Both in one process, since setting Django up takes most of their time.
_PREPARE = """
import sys
import django
from django.core.management import call_command

django.setup()
call_command("migrate", verbosity=0)
call_command("load_demo", if_empty=True, accounts="accounts" in sys.argv)
"""


@dataclass(frozen=True)
class Solo:
    """One solo shop: where it listens, where its data is, and whose packages it uses."""

    host: str
    port: int
    data: Path = field(default_factory=data_dir)
    python: Path = PYTHON

    @property
    def url(self) -> str:
        """The address for a browser on this machine."""
        return listening.address(self.host, self.port)

    def environment(self) -> Mapping[str, str]:
        """Return our environment, without the servers of other shapes."""
        ours = {name: value for name, value in os.environ.items() if name not in _OF_OTHER_SHAPES}
        answered = [os.environ.get("ALLOWED_HOSTS", ""), *listening.names(self.host)]
        chosen = {
            "DJANGO_SETTINGS_MODULE": "shop.settings",
            "FASTSHOP_SHAPE": "solo",
            "BACKGROUND_THREADS": "yes",
            "FASTSHOP_DATA_DIR": str(self.data),
            "ALLOWED_HOSTS": ",".join(filter(None, answered)),
        }
        return {"PUBLIC_URL": f"http://127.0.0.1:{self.port}"} | ours | chosen

    def manage(self, *arguments: str) -> str:
        """Run a management command in this shop and return what it wrote. Raises Refusal when it fails."""
        return self._run([ROOT / "manage.py", *arguments], f"`manage.py {' '.join(arguments)}`")

    def prepare_data(self) -> str:
        """Bring the database up to date, fill an empty shop, and return what the demo says about accounts.

        Their password is public, so they are made only where no other machine can reach the shop.
        """
        (self.data / "static").mkdir(parents=True, exist_ok=True)
        alone = listening.on_loopback(self.host)
        return self._run(["-c", _PREPARE, *["accounts"] * alone], "Preparing the data")

    def start(self, output: IO[bytes] | None = None) -> Child:
        """Start the process and return it once it answers. Raises Refusal when it does not."""
        place = ["-b", self.host, "-p", str(self.port)]
        # Silent, since its access log would show the keys of links; the shop writes its own.
        command = [self.python, "-m", "daphne", "-v", "0", *place, "shop.asgi:application"]
        child = start(command, env=self.environment(), output=output)
        try:
            wait_until(self.answers, child, seconds=PATIENCE, what="The shop")
        except BaseException:
            stop(child)
            raise
        return child

    def answers(self) -> bool:
        """Return whether the process is up."""
        try:
            with _DIRECTLY.open(f"{self.url}/healthz", timeout=5) as reply:
                return reply.status == 200
        except OSError:
            return False

    def _run(self, program: Command, what: str) -> str:
        code, written = run_quietly([self.python, *program], env=self.environment())
        if code:
            raise Refusal(f"{written}\n{what} failed; the lines above say why.")
        return written


def serve(host: str, port: int) -> int:
    """Run the shop until it is interrupted and return its exit code. Raises Refusal."""
    shop = Solo(host, port)
    accounts = shop.prepare_data()
    child = shop.start()
    say(
        f"\n{accounts.strip()}\n\nFastshop is open at {shop.url}/\n"
        f"Mail it sends lands at {shop.url}/dev/inbox/\nCtrl-C closes it.\n"
    )
    return attend(child)
