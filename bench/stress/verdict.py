"""Whether a round was fair: what callers were told, held against the books, and against each other.

- Oversold: the counter is below zero; more is claimed than came in; when all that was left had been claimed,
  one more was to be had; or at some moment more was promised than can have come in by then.
- Undersold: a refusal contradicts itself; more was free than was asked for, at every moment between question
  and answer, or after a stampede in the end; or all that was left could not be claimed.
- Unbalanced: the shop's own audit complains.
- Misled: callers hold what the books do not have, or the other way round; or answers contradict each other.
- Unanswered: a verb raised what its docstring does not name.

None of it blames an answer that was right at some moment between question and answer.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bench.stress.bounds import Bounds
from bench.stress.rounds import Kind, Round
from bench.stress.scene import Shelf
from bench.stress.told import Diary

OVERSOLD = "oversold"


@dataclass(frozen=True)
class Facts:
    """What is known of a round that was over at that moment, when nobody called any more."""

    round: Round
    over: int
    diary: Diary
    shelves: Sequence[Shelf]
    audit: Sequence[str]

    @cached_property
    def bounds(self) -> Mapping[int, Bounds]:
        """What is beyond doubt about each variant."""
        told: dict[int, tuple[list, list]] = defaultdict(lambda: ([], []))
        for delivery in self.diary.deliveries:
            told[delivery.variant][0].append(delivery)
        for promise in self.diary.promises:
            told[promise.variant][1].append(promise)
        return {shelf.variant: Bounds(*told[shelf.variant]) for shelf in self.shelves}


def verdict(facts: Facts) -> dict[str, list[str]]:
    """Judge a round: sentences about what went wrong, by kind; only kinds that have any."""
    kinds = (oversold, undersold, unbalanced, misled, unanswered)
    said = {kind.__name__: list(kind(facts)) for kind in kinds}
    return {kind: wrongs for kind, wrongs in said.items() if wrongs}


def oversold(facts: Facts) -> Iterator[str]:
    """Say of which variants more went out than came in."""
    for shelf in facts.shelves:
        promised, arrived = facts.bounds[shelf.variant].worst()
        if shelf.available < 0:
            yield f"{shelf.sku}: the counter stands at {shelf.available}."
        if shelf.claimed > shelf.entered:
            yield f"{shelf.sku}: {shelf.entered} units came in, {shelf.claimed} are held or sold."
        if promised > arrived:
            yield f"{shelf.sku}: {promised} units were promised at one moment, {arrived} had come in."
        if shelf.more_claimed:
            yield f"{shelf.sku}: all {shelf.entered} units were claimed, and one more could be claimed."


def undersold(facts: Facts) -> Iterator[str]:
    """Say which refusals were wrong beyond doubt, and what nobody could claim."""
    shelves = {shelf.variant: shelf for shelf in facts.shelves}
    for refused in facts.diary.refusals:
        shelf, bounds = shelves[refused.variant], facts.bounds[refused.variant]
        wrong = f"{shelf.sku}: {refused.wanted} refused"
        if refused.left >= refused.wanted:
            yield f"{wrong} as only {refused.left} were left."
        if (free := bounds.surely_free(refused.asked, refused.told)) >= refused.wanted:
            yield f"{wrong} while at least {free} were free."
        if facts.round.kind is Kind.STAMPEDE and shelf.rest >= refused.wanted:
            yield f"{wrong} although nothing came back and {shelf.rest} are left."
    for shelf in facts.shelves:
        if not shelf.rest_claimed:
            yield f"{shelf.sku}: {shelf.rest} are left, and a claim for them was refused."


def unbalanced(facts: Facts) -> Iterator[str]:
    """Say what the audit says."""
    yield from facts.audit


def misled(facts: Facts) -> Iterator[str]:
    """Say where callers were told what is not so."""
    yield from facts.diary.lies
    for shelf in facts.shelves:
        promises = (promise for promise in facts.diary.promises if promise.variant == shelf.variant)
        promised = sum(promise.quantity for promise in promises if promise.gone > facts.over)
        if promised != shelf.standing:
            yield f"{shelf.sku}: callers have {promised} units, the books have {shelf.standing} for them."


def unanswered(facts: Facts) -> Iterator[str]:
    """Say what was raised."""
    yield from facts.diary.errors
