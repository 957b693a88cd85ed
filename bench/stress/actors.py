"""Actors: callers that do at random what callers can do."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

from bench.stress.caller import Caller
from bench.stress.rounds import Kind, Round
from bench.stress.told import Diary, Promise
from shop.inventory.locking import Busy
from shop.inventory.reservations import Claim

LONG, BRIEF = 3600, 1  # seconds a hold is asked for: longer than any round, and shorter than most
SECOND = 1_000_000
QUANTITIES = (1, 1, 1, 2, 3)
MOST_RECEIVED = 8
CROWDS = 2  # of a stampede: one alone would leave a core idle, waiting for the one row
BUSTLE = 0.4  # of the claims are followed by something else

Move = Callable[[], None]


def play(round_: Round, number: int) -> Diary:
    """Play one actor's part of a round and return what it was told. It leaves no hold that soon runs out."""
    actor = _Actor(round_, number)
    moves = actor.churn() if round_.kind is Kind.CHURN else actor.stampede()
    for move in chain(moves, [partial(actor.caller.leave, LONG // 2 * SECOND)]):
        try:
            move()
        except Busy:
            actor.caller.diary.busy += 1
        except Exception as error:  # noqa: BLE001  whatever else a verb raises is for the verdict
            actor.caller.diary.errors.append(repr(error))
    return actor.caller.diary


class _Actor:
    """A caller, what it may claim, and its dice."""

    def __init__(self, round_: Round, number: int) -> None:
        self.caller = Caller(f"stress {round_.seed}/{number}")
        self._round = round_
        self._crowd = number % CROWDS
        self._dice = round_.dice(number)
        # The first variants are wanted most.
        self._weights = [1 / (place + 1) for place in range(len(round_.variants))]

    def stampede(self) -> Iterator[Move]:
        """Claim, and keep what is claimed; each crowd goes for one variant after the other."""
        variants, attempts = self._round.variants, self._round.attempts
        for number in range(attempts):
            hot = variants[number * len(variants) // attempts - self._crowd * len(variants) // CROWDS]
            also = self._dice.choices(variants, k=self._dice.choice((0, 0, 0, 1)))
            yield partial(self._claim, [hot, *also], LONG)

    def churn(self) -> Iterator[Move]:
        """Claim, and after each claim do something else, or nothing."""
        others = {
            self._give_back: 22,
            self._resize: 10,
            self._confirm: 10,
            self._cancel: 5,
            self._receive: 6,
            self.caller.sweep: 1,
        }
        for _ in range(self._round.attempts):
            yield partial(self._claim, self._popular(self._dice.choice((1, 1, 2, 3))), self._seconds())
            if self._dice.random() < BUSTLE:
                yield self._dice.choices(list(others), list(others.values()))[0]

    def _popular(self, many: int) -> list[int]:
        """Return variants; one may be named twice."""
        return self._dice.choices(self._round.variants, self._weights, k=many)

    def _seconds(self) -> int:
        return self._dice.choice((LONG, BRIEF))

    def _quantity(self) -> int:
        return self._dice.choice(QUANTITIES)

    def _claim(self, variants: list[int], seconds: int) -> None:
        self._dice.shuffle(variants)
        self.caller.claim([Claim(variant, self._quantity(), seconds) for variant in variants])

    def _some(self, promises: dict[int, Promise], many: int = 1) -> list[Promise]:
        return self._dice.sample(list(promises.values()), min(many, len(promises)))

    def _give_back(self) -> None:
        for promise in self._some(self.caller.held):
            self.caller.give_back(promise)

    def _resize(self) -> None:
        for promise in self._some(self.caller.held):
            self.caller.resize(promise, self._quantity(), self._seconds())

    def _confirm(self) -> None:
        if promises := self._some(self.caller.held, self._dice.choice((1, 2))):
            self.caller.confirm(promises)

    def _cancel(self) -> None:
        for promise in self._some(self.caller.bought):
            self.caller.cancel(promise)

    def _receive(self) -> None:
        self.caller.receive(self._popular(1)[0], self._dice.randint(1, MOST_RECEIVED))
