"""The shoppers: Locust in a process of its own, bounded in number and in time."""

from dataclasses import dataclass
from pathlib import Path

from deploy.local.paths import ROOT
from deploy.local.processes import Child, start
from loadtest.opening import PYTHON

CLASSES = {"stampede": "Stampede", "persistent": "Persistent", "realistic": "Shopper"}
DROP = "/products/drop/"
FINISH = 20  # seconds for the visits under way when the time is over


@dataclass(frozen=True)
class Crowd:
    """Who comes, all at once, how many, and for how long at most."""

    shoppers: str
    many: int
    minutes: float
    drop: str = DROP

    @property
    def seconds(self) -> float:
        """After so many seconds nobody is there any more, however slow the machine."""
        return self.minutes * 60 + 3 * FINISH

    def send(self, url: str, records: Path, log: Path) -> Child:
        """Start Locust against a shop of this machine; it ends by itself."""
        options = {
            "--host": url,
            "--users": str(self.many),
            "--spawn-rate": str(self.many),
            "--run-time": f"{max(self.minutes * 60, 1):.0f}s",
            "--stop-timeout": str(FINISH),
            "--records": str(records),
            "--drop": self.drop,
            "--exit-code-on-error": "0",
            "--loglevel": "WARNING",
        }
        flat = [part for pair in options.items() for part in pair]
        locust = [PYTHON, "-m", "locust", "-f", ROOT / "loadtest" / "locustfile.py", "--headless"]
        with log.open("wb") as output:
            return start([*locust, "--only-summary", *flat, CLASSES[self.shoppers]], output=output)
