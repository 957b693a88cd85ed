"""SIGKILL for a process of a running shop, and its way back: the same as where the shop runs for good.

gunicorn and Celery replace their children, and PostgreSQL recovers by itself from the death of a backend.
What is a service's first process is started again, as the container engine does.
"""

from dataclasses import dataclass

import psutil

from deploy.local.servers import OWNER, PrivateServer
from deploy.local.supervision import Processes
from loadtest.ledger import Progress
from loadtest.strikes import BACKEND, CHILD, PARENT, POSTMASTER, WEB, Strike
from loadtest.telling import Struck, now

PARENTS = {WEB: "web", CHILD: "worker"}
CHILDREN = {"web": 2, "worker": 2}  # as shipped
SETTINGS = {"WEB_CONCURRENCY": str(CHILDREN["web"]), "WORKER_CONCURRENCY": str(CHILDREN["worker"])}
SLACK = 0.1  # seconds until nginx has heard that a dead worker's connections are closed


@dataclass(frozen=True)
class Blow:
    """What was killed when the sale had got how far, and between which times nobody did its work."""

    victim: str
    progress: Progress
    fell: float
    back: float

    def explains(self, struck: Struck) -> bool:
        """Return whether a request was under way then."""
        return struck.asked <= self.back + SLACK and struck.answered >= self.fell


@dataclass(frozen=True)
class Striker:
    """Kills processes of a shop that runs with SETTINGS, one at a time."""

    shop: Processes
    database: PrivateServer

    def wait_for_all(self) -> None:
        """Return when every process is there that should be. Raises Refusal when one does not come back."""
        self.shop.until(self._complete, "The last process")

    def strike(self, strike: Strike, progress: Progress) -> Blow:
        """Kill a process; return once its work is done again. Raises Refusal when that takes too long."""
        candidates = self._candidates(strike.victim)
        victim = candidates[int(strike.lot * len(candidates))]
        siblings = self._postmaster().children() if strike.victim == BACKEND else []
        fell = now()
        try:
            self.shop.kill_outright(victim, *siblings)
        except psutil.NoSuchProcess:  # a backend whose client has just left: take another
            return self.strike(strike, progress)
        self._bring_back(strike.victim)
        return Blow(strike.victim, progress, fell, now())

    def _complete(self) -> bool:
        return all(len(self.shop.below(kind)) == many for kind, many in CHILDREN.items())

    def _candidates(self, victim: str) -> list[psutil.Process]:
        if victim in PARENTS:
            return self.shop.below(PARENTS[victim])
        if victim == BACKEND:
            return self._backends()
        worker = psutil.Process(self.shop.children["worker"].pid)
        return [worker if victim == PARENT else self._postmaster()]

    def _postmaster(self) -> psutil.Process:
        return psutil.Process(self.database.child.pid)

    def _backends(self) -> list[psutil.Process]:
        """Return those that serve clients, if possible such that are in the middle of something."""
        titles = {child: _title(child) for child in self._postmaster().children()}
        serving = [child for child, title in titles.items() if title.startswith(f"postgres: {OWNER} ")]
        return [child for child in serving if not titles[child].endswith(" idle")] or serving

    def _bring_back(self, kind: str) -> None:
        """Start what nobody else does. A child's work is done by its siblings until there is another."""
        if kind == PARENT:
            self.shop.children["worker"].wait()
            self.shop.start("worker")
        elif kind == POSTMASTER:
            self.database.child.wait()
            self.database.start()
        elif kind == BACKEND:
            self.shop.until(self.database.answers, "PostgreSQL after its recovery")


def _title(process: psutil.Process) -> str:
    """Return what PostgreSQL says a process of its own does; empty when it has ended."""
    try:
        return " ".join(process.cmdline()).rstrip()
    except psutil.NoSuchProcess:
        return ""
