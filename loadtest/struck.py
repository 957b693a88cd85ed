"""One sale in the middle of which processes are killed, and what came of it."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.local.console import Refusal
from deploy.local.processes import Child, stop
from deploy.local.supervision import Processes
from e2e.open_pages import OpenPage, badge_in, fetch, watching
from loadtest import ledger, telling
from loadtest.crowd import Crowd
from loadtest.ledger import Ledger, Snapshot
from loadtest.opening import Premises
from loadtest.sampling import sampled
from loadtest.strikes import Strike
from loadtest.striking import Blow, Striker
from loadtest.telling import ORDERED, REFUSED, Struck, now
from loadtest.verdict import Facts, verdict

POLL = 0.02  # seconds between two looks at how far the sale has got
PAGES = 2  # open all the time, following the stock


@dataclass(frozen=True)
class Shop:
    """A running shop whose processes can be killed."""

    premises: Premises
    processes: Processes

    @property
    def url(self) -> str:
        """The address for a browser."""
        return self.processes.full.url


@dataclass(frozen=True)
class Outcome:
    """What became of a sale: sentences about what went wrong, by kind, and what happened in `seconds`.

    `struck` are the requests that a buyer had to repeat.
    """

    wrongs: Mapping[str, Sequence[str]]
    orders: int
    refusals: int
    held: int  # units in carts that nobody came back to
    seconds: float
    blows: Sequence[Blow]
    struck: Sequence[Struck]

    @property
    def fair(self) -> bool:
        """Whether nothing went wrong."""
        return not any(self.wrongs.values())

    @property
    def late(self) -> list[Struck]:
        """Requests that were struck although nothing was away."""
        return [struck for struck in self.struck if not any(blow.explains(struck) for blow in self.blows)]


@dataclass(frozen=True)
class StruckSale:
    """A sale of one drop, given by its sku, in a running shop; its records go to a new `folder`."""

    shop: Shop
    drop: str
    crowd: Crowd
    strikes: Sequence[Strike]
    folder: Path

    def hold(self) -> Outcome:
        """Let the crowd in, kill what is to be killed, and judge. Raises Refusal."""
        self.folder.mkdir()
        striker = Striker(self.shop.processes, self.shop.premises.database)
        striker.wait_for_all()
        began = now()
        with watching(self.shop.url, self.crowd.drop, PAGES) as pages:
            facts, blows = self._rush(striker)
            striker.wait_for_all()
            blind = list(self._blind(pages))
        wrongs = {"spared": list(self._spared(facts.units, blows)), "blind": blind}
        return self._outcome(facts, wrongs, blows, now() - began)

    def _rush(self, striker: Striker) -> tuple[Facts, list[Blow]]:
        address = self.shop.premises.database.url
        with ledger.opened(address, self.drop) as books, ledger.opened(address, self.drop) as watched:
            buyers = self.crowd.send(self.shop.url, self.folder, self.folder / "locust.log")
            try:
                with sampled(watched.snapshot, every=0.25) as samples:
                    blows = list(self._fallen(striker, books, buyers))
                    buyers.wait(self.crowd.seconds)
            finally:
                stop(buyers)
            return self._facts(books, samples), blows

    def _fallen(self, striker: Striker, books: Ledger, buyers: Child) -> Iterator[Blow]:
        """Strike while buyers are there, each time at its moment."""
        for strike in self.strikes:
            while (progress := books.progress()).steps < strike.steps and buyers.poll() is None:
                time.sleep(POLL)
            if buyers.poll() is None:
                yield striker.strike(strike, progress)

    def _facts(self, books: Ledger, samples: Sequence[Snapshot]) -> Facts:
        """Return what is known; the shop's audit, which forgets nothing, waits until all sales are over."""
        told, claims, orders = telling.told(self.folder), books.claims(), books.orders()
        return Facts(self.crowd.drop, books.entered(), told, claims, orders, samples, self.crowd.many)

    def _spared(self, units: int, blows: Sequence[Blow]) -> Iterator[str]:
        """Say which kills proved nothing: the sale was over."""
        for strike in self.strikes[len(blows) :]:
            yield f"The {strike.victim} was not killed: the sale never came to step {strike.steps}."
        for blow in blows:
            if blow.progress.sold >= units:
                yield f"The {blow.victim} was killed when all {units} units were sold."

    def _blind(self, pages: Sequence[OpenPage]) -> Iterator[str]:
        """Say when pages that were open all the time do not end on what a page that is opened now says."""
        truth = badge_in(fetch(self.shop.url + self.crowd.drop))
        try:
            self.shop.processes.until(lambda: all(page.badge == truth for page in pages), "The truth")
        except Refusal:
            yield f"An open page says {pages[0].badge!r}, and not {truth!r}."

    def _outcome(
        self, facts: Facts, wrongs: Mapping[str, Sequence[str]], blows: Sequence[Blow], seconds: float
    ) -> Outcome:
        said = [told.said for told in facts.told]
        return Outcome(
            wrongs={**verdict(facts).wrongs, **wrongs},
            orders=said.count(ORDERED),
            refusals=said.count(REFUSED),
            held=facts.samples[-1].held,
            seconds=seconds,
            blows=blows,
            struck=telling.struck(self.folder),
        )
