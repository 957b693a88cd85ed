"""Where to go next: rare kinds of pages first, lest a thousand products hide the one contact form."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable

from e2e.crawling.addresses import path_pattern, pattern

# As many addresses of one kind wait at a time; a catalogue has more than anybody will visit.
WAITING = 60
# So many times as often as others.
PREFERRED = 4


class Frontier:
    """The addresses that one visitor has seen links to; what begins as `preferred` is visited more."""

    def __init__(self, chances: random.Random, preferred: str) -> None:
        self._chances, self._preferred = chances, preferred
        self._order: dict[str, float] = defaultdict(chances.random)  # among kinds that are equally rare
        self._waiting: dict[str, dict[str, str]] = defaultdict(dict)
        self._sources: dict[str, str] = {}
        self.visits: Counter[str] = Counter()  # by pattern
        self.taken: Counter[str] = Counter()
        self._paths: Counter[str] = Counter()

    def add(self, addresses: Iterable[str], source: str) -> None:
        """Remember addresses and the page that leads to them; known ones change nothing."""
        for address in addresses:
            waiting = self._waiting[pattern(address)]
            if address not in self._sources and len(waiting) < WAITING:
                self._sources[address] = waiting[address] = source

    def take(self) -> tuple[str, str]:
        """Return an address of the kind that was visited least, and its source.

        What differs in its query alone is one kind of page first, and several only within that. When nothing
        waits any more, all begin again.
        """
        if not any(self._waiting.values()):
            self._begin_again()
        rarest = min((kind for kind, waiting in self._waiting.items() if waiting), key=self._rank)
        self.taken[rarest] += 1
        address = self._chances.choice(sorted(self._waiting[rarest]))
        return address, self._waiting[rarest].pop(address)

    def visited(self, address: str) -> None:
        """Count a visit, however it came about."""
        self.visits[pattern(address)] += 1
        self._paths[path_pattern(address)] += 1

    def _begin_again(self) -> None:
        for address, source in self._sources.items():
            self._waiting[pattern(address)][address] = source

    def _rank(self, kind: str) -> tuple[float, float, float]:
        path = path_pattern(kind)
        often = PREFERRED if path.startswith(self._preferred) else 1
        return (self._paths[path] + 1) / often, (self.visits[kind] + 1) / often, self._order[kind]
