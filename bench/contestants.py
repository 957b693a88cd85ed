"""Who runs against whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import floors
from bench.books import Books
from bench.callers import Job
from bench.contest import Contestant, Ground
from bench.programme import Programme
from deploy import gunicorn

UNIT_ROWS = "unit rows"
ONE, SHIPPED = "one process", "as shipped"
HOST = "127.0.0.1"
WARM_SHARE = 0.5  # of a lap, before it
CLAIMS = {
    "reserve": "bench.claims.ours",
    "naive view": "bench.naive.page",
    "naive claim": "bench.naive.claim",
}
ALTERNATIVES = {
    "combiner": "bench.alternatives.combiner.combined",
    "early look": "bench.alternatives.look_first.early",
    "late look": "bench.alternatives.look_first.late",
    UNIT_ROWS: "bench.alternatives.unit_rows.taken",
}
BARE, ADD, PLACE, PURCHASE = "bare view", "add to cart", "place order", "purchase"


@dataclass(frozen=True)
class Floor(Contestant):
    """A script for pgbench, over as many connections as callers."""

    name: str
    script: Path
    callers: int
    group: str = "floors"

    def prepare(self, ground: Ground, seconds: float) -> None:
        """Leave nothing of those before."""
        ground.books.start_anew()

    def run(self, ground: Ground, seconds: float) -> tuple[int, float]:
        """Run it."""
        return floors.measured(self.script, ground.shop.database, ground.books.variant, self.callers, seconds)


@dataclass(frozen=True)
class FloorByHand(Floor):
    """The same by a client of our own, its connections shared out among the processes of the crew."""

    def prepare(self, ground: Ground, seconds: float) -> None:
        """Open the connections."""
        database, variant = ground.shop.database, ground.books.variant
        settings = {"path": str(self.script), "database": database, "variant": variant}
        ground.crew.prepare(
            Job("bench.by_hand.script", self.callers, self.callers, settings), gunicorn.workers
        )
        ground.books.start_anew()

    def run(self, ground: Ground, seconds: float) -> tuple[int, float]:
        """Run it."""
        return ground.crew.go(seconds)


@dataclass(frozen=True)
class Claims(Contestant):
    """A way to claim a unit in Python, called in one of two shapes, without HTTP.

    `one process`: as many threads, and so connections, as callers. `as shipped`: gunicorn's shape from
    deploy/gunicorn.py, its processes and the threads of each; the callers are shared out, and wait, first
    come first served, for a thread of their process, as requests do.
    """

    name: str
    work: str
    shape: str
    callers: int
    group: str

    def prepare(self, ground: Ground, seconds: float) -> None:
        """Open the connections."""
        processes, threads = (1, self.callers) if self.shape == ONE else (gunicorn.workers, gunicorn.threads)
        ground.crew.prepare(
            Job(self.work, self.callers, threads, {"variant": ground.books.variant}), processes
        )
        ground.books.start_anew()

    def run(self, ground: Ground, seconds: float) -> tuple[int, float]:
        """Claim."""
        return ground.crew.go(seconds)


@dataclass(frozen=True)
class UnitRows(Claims):
    """Claims on rows that stand for units, of which there is one table more."""

    def prepare(self, ground: Ground, seconds: float) -> None:
        """Make the rows: first for the connections' first claim, which is not measured."""
        ground.books.lay_out_units()
        super().prepare(ground, seconds)
        ground.books.lay_out_units()

    def counted(self, books: Books) -> int:
        """Return the rows that are taken."""
        return books.rows_taken()


@dataclass(frozen=True)
class Errand(Contestant):
    """What a guest does over HTTP, at gunicorn's own port, so many at once from one process of raw clients.

    What comes before it and is not measured is done by `first`. Orders are counted by their sold units.
    """

    name: str
    work: str
    callers: int
    first: str = ""
    orders: bool = False
    group: str = "http"

    def prepare(self, ground: Ground, seconds: float) -> None:
        """Bring the guests to where it begins; emptied tables are new to the server's connections."""
        self._prepare(ground, self.first or self.work)
        ground.books.start_anew()
        ground.crew.go(seconds if self.first else seconds * WARM_SHARE)
        ground.settle()
        self._prepare(ground, self.work)

    def run(self, ground: Ground, seconds: float) -> tuple[int, float]:
        """Run the errand; what `first` made ready is used up, however long it takes."""
        return ground.crew.go(seconds * 10 if self.first else seconds)

    def counted(self, books: Books) -> int:
        """Return the orders whose units are sold, or the units that left the counter."""
        return books.orders() if self.orders else books.gone()

    def _prepare(self, ground: Ground, work: str) -> None:
        where = {"host": HOST, "port": ground.shop.web, "variant": ground.books.variant}
        product = f"/products/{ground.books.slug}/"
        ground.crew.prepare(Job(work, self.callers, self.callers, {**where, "product": product}))


def line_up(asked: Programme) -> list[Contestant]:
    """Return everybody who is to run, in the order of the first round."""
    known = {
        "floors": _floors(asked),
        "reserve": _claims(asked, "reserve", CLAIMS),
        "alternatives": _claims(asked, "alternatives", ALTERNATIVES),
        "http": _errands(asked),
    }
    return [contestant for group in asked.only for contestant in known[group]]


def _floors(asked: Programme) -> Iterator[Contestant]:
    kind = Floor if floors.pgbench() else FloorByHand
    for callers in asked.callers:
        for name, script in floors.SCRIPTS.items():
            yield kind(name, script, callers)


def _claims(asked: Programme, group: str, works: dict[str, str]) -> Iterator[Contestant]:
    for callers in asked.callers:
        for shape in (ONE, SHIPPED):
            for name, work in works.items():
                kind = UnitRows if name == UNIT_ROWS else Claims
                yield kind(f"{name}, {shape}", work, shape, callers, group)


def _errands(asked: Programme) -> Iterator[Contestant]:
    for clients in asked.clients:
        yield Errand(BARE, "bench.errands.bare", clients)
        yield Errand(ADD, "bench.errands.add", clients)
        yield Errand(PLACE, "bench.errands.place", clients, first="bench.errands.fill", orders=True)
        yield Errand(PURCHASE, "bench.errands.purchase", clients, orders=True)
