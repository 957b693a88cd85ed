"""A shop of the tests' own: the solo shape on a free port, with a data folder of its own."""

import sys
from pathlib import Path

from deploy.local.processes import Child, free_port, stop
from deploy.local.solo import Solo
from e2e.filling import fill

SHELF = Path(__file__).with_name("shelf.csv")


class ShopServer:
    """The shop as a shopper meets it, and the handles a test has on it."""

    def __init__(self, folder: Path) -> None:
        self.solo = Solo("127.0.0.1", free_port(), data=folder / "data", python=Path(sys.executable))
        self.url = self.solo.url
        self.log = folder / "server.log"
        self.child: Child | None = None

    def prepare(self) -> None:
        """Migrate, and load the demo catalogue and what only the tests sell."""
        fill(self.solo)
        self.manage("import_products", str(SHELF))

    def start(self) -> None:
        """Start, and return once the shop answers. Raises Refusal when it does not."""
        with self.log.open("ab") as log:
            self.child = self.solo.start(output=log)

    def stop(self) -> None:
        """End the process and wait until it is gone; stopping twice is fine."""
        if self.child is not None:
            stop(self.child)

    def close(self) -> None:
        """End it for good."""
        self.stop()

    def restart(self) -> None:
        """Stop and start on the same address and data, as a deployment does."""
        self.stop()
        self.start()

    def manage(self, *arguments: str) -> str:
        """Run a management command in this shop and return what it wrote. Raises Refusal when it fails."""
        return self.solo.manage(*arguments)
