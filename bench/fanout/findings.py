"""All that a fan-out bench found, and how the ways compare."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from statistics import mean, median

from bench.fanout.bursts import ONE, PER_SECOND, Burst
from bench.fanout.rounds import Rest, Round
from bench.fanout.stand import SERVER
from bench.fanout.ways import Floor, Hub, Textbook

FASTER, COSTLIER = 8, 4  # that the hub be so many times faster, and at most so many times the cost
SOON = 0.5  # seconds to the last page
ENOUGH = 0.95  # of the changes that a burst should have: with fewer it proves less
MOST_FRAMES, MOST_BEHIND = 10, 0.25  # in a burst: frames a second, and seconds until all have the last


@dataclass(frozen=True)
class Figure:
    """What came out at a number of sockets, what we aim at, and whether it was met."""

    what: str
    sockets: int
    value: float
    aim: str
    met: bool


@dataclass
class Findings:
    """Everything, in the order in which it was measured."""

    circumstances: Mapping[str, object]
    rests: list[Rest] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)
    bursts: list[Burst] = field(default_factory=list)

    @property
    def wrongs(self) -> list[str]:
        """What pages were told wrongly, a sentence for each round or burst and kind of wrong."""
        told = [(each.way, each) for each in self.rounds] + [(each.what, each) for each in self.bursts]
        return [
            f"{name}, {each.sockets:,} sockets: {many:,} {what}"
            for name, each in told
            for what, many in each.wrongs.items()
        ]

    @property
    def sizes(self) -> list[int]:
        """The numbers of sockets."""
        return list(dict.fromkeys(each.sockets for each in self.rounds))

    def of(self, way: str, sockets: int) -> list[Round]:
        """Return the rounds of a way at a number of sockets."""
        return [each for each in self.rounds if (each.way, each.sockets) == (way, sockets)]

    def cost(self, way: str, sockets: int, kind: str = SERVER) -> float:
        """Return the processor seconds that a change cost a kind of process, the mean of all rounds."""
        return mean(each.cpu.get(kind, 0.0) for each in self.of(way, sockets))

    def last(self, way: str, sockets: int) -> float:
        """Return the seconds from the commit to the last page, the median of all rounds."""
        return median(each.last for each in self.of(way, sockets))


def figures(found: Findings) -> Iterator[Figure]:
    """Yield what we aim at, at each number of sockets."""
    for sockets in found.sizes:
        last = found.last(Hub.name, sockets)
        faster = found.last(Textbook.name, sockets) / last
        yield Figure("times faster than textbook Channels", sockets, faster, f"≥ {FASTER}", faster >= FASTER)
        yield Figure("seconds to the last page, median", sockets, last, f"≤ {SOON}", last <= SOON)
        cost = found.cost(Hub.name, sockets) / max(found.cost(Floor.name, sockets), 0.001)
        yield Figure("times the floor's processor time", sockets, cost, f"≤ {COSTLIER}", cost <= COSTLIER)
        yield from _of_bursts([each for each in found.bursts if (each.what, each.sockets) == (ONE, sockets)])


def _of_bursts(bursts: list[Burst]) -> Iterator[Figure]:
    if bursts:
        sockets = bursts[0].sockets
        made = median(each.changes / each.seconds for each in bursts)
        enough = made >= ENOUGH * PER_SECOND
        yield Figure("changes a second, median", sockets, made, f"≥ {ENOUGH * PER_SECOND:.0f}", enough)
        frames = max(each.frames for each in bursts)
        yield Figure("frames a second, most", sockets, frames, f"≤ {MOST_FRAMES}", frames <= MOST_FRAMES)
        behind = median(each.behind for each in bursts)
        met = behind <= MOST_BEHIND
        yield Figure("seconds behind the last change, median", sockets, behind, f"≤ {MOST_BEHIND}", met)
