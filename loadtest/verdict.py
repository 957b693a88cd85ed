"""Whether a sale was honest: what buyers were told, held against the shop's books.

- Oversold: more units are held and sold, stand in orders, or were promised to buyers, than came in; or the
  shop's own audit finds that units were made up.
- Undersold: a buyer was refused while a unit was neither held nor sold. `undersold` says what proves it.
- Duplicated: one purchase (a form's key, an e-mail address that no other purchase has) became two orders.
- Lost: an order was promised and is not there, has not its sold units, or is there although its buyer was
  told no.
- Unanswered: a buyer got an error instead of an order or a refusal, or still waited when time was over.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from loadtest.ledger import Claim, Placed, Snapshot
from loadtest.telling import FAILED, ORDERED, REFUSED, Told

OVER = {"cancelled", "refunded"}
EXAMPLES = 5


@dataclass(frozen=True)
class Facts:
    """What is known after a sale. `samples` are in the order they were taken; the last is from its end.

    At least `buyers` must have been told something.
    """

    drop: str
    units: int
    told: Sequence[Told]
    claims: Sequence[Claim]
    orders: Sequence[Placed]
    samples: Sequence[Snapshot]
    buyers: int = 1
    audit: str = ""  # what the shop's own audit complained of


@dataclass(frozen=True)
class Verdict:
    """Sentences about what went wrong, by kind; none is a fair sale."""

    wrongs: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def fair(self) -> bool:
        """Whether nothing went wrong."""
        return not any(self.wrongs.values())


def verdict(facts: Facts) -> Verdict:
    """Judge a sale."""
    kinds = (oversold, undersold, duplicated, lost, unanswered)
    return Verdict({kind.__name__: list(kind(facts)) for kind in kinds})


def oversold(facts: Facts) -> Iterator[str]:
    """Say where more units went out than came in."""
    claimed = sum(claim.quantity for claim in facts.claims if claim.state in {"held", "sold"})
    ordered = sum(order.drops for order in facts.orders if order.state not in OVER)
    promised = {told.number: told.quantity for told in _of_the_drop(facts, ORDERED)}
    counts = {"held or sold": claimed, "in orders": ordered, "promised": sum(promised.values())}
    for word, count in counts.items():
        if count > facts.units:
            yield f"{facts.units} units came in, {count} are {word}."
    if facts.audit:
        yield f"The shop's audit: {facts.audit}"


def undersold(facts: Facts) -> Iterator[str]:
    """Say which refusals were wrong beyond doubt.

    A refusal of n units, answered between two moments, is right when at some moment between them fewer than
    n were free. The books keep when a claim was made and when it ran out, but not when it was released, so
    three things are looked at, none of which blames a refusal that could have been right:

    1. The claims that can have stood at a moment between the two: made before the answer, not seen released
       before the question, and, for a post, not run out before the question (a post must not count a hold
       that ran out, swept or not; a page may show it as held). If these leave n units free, none was missing.
    2. Samples of the stock row: if the last before the question and the first after the answer are of the
       same version, the row was not touched between them; then n or more available is proof.
    3. At the end: if no claim was ever released, stock only went down. If units are available in the end,
       there were as many at every refusal.

    This rests on the shoppers never lowering a line's quantity, on one clock for buyers and database, and on
    claims being dated with the start of their transaction, which is before any answer that knows of them.
    """
    books = _Books(facts)
    wrong = [told for told in _of_the_drop(facts, REFUSED) if books.refute(told)]
    for told in wrong[:EXAMPLES]:
        yield f"{told.buyer} was refused {told.quantity} ({told.step}, {told.words!r}): {books.refute(told)}."
    if len(wrong) > EXAMPLES:
        yield f"… and {len(wrong) - EXAMPLES} more."


def duplicated(facts: Facts) -> Iterator[str]:
    """Say which purchases became two orders."""
    by_key, by_buyer = defaultdict(set), defaultdict(set)
    for told in facts.told:
        if told.said == ORDERED:
            by_key[told.key].add(told.number)
    for order in facts.orders:
        by_key[order.key].add(order.number)
        by_buyer[order.email].add(order.number)
    for word, groups in (("form", by_key), ("buyer", by_buyer)):
        for name, numbers in groups.items():
            if len(numbers) > 1:
                yield f"One {word} ({name}) became the orders {', '.join(sorted(numbers))}."


def lost(facts: Facts) -> Iterator[str]:
    """Say which orders are not what their buyers were told."""
    known = {order.number: order for order in facts.orders}
    happy = {told.buyer for told in facts.told if told.said == ORDERED}
    refused = {told.buyer for told in facts.told if told.said == REFUSED} - happy
    for told in facts.told:
        if told.said == ORDERED and told.number not in known:
            yield f"{told.buyer} was promised order {told.number}, which is not there."
    for order in facts.orders:
        if order.unbacked and order.state not in OVER:
            yield f"Order {order.number} has {order.unbacked} line(s) without sold units."
        if order.email in refused:
            yield f"{order.email} was refused and has order {order.number} all the same."


def unanswered(facts: Facts) -> Iterator[str]:
    """Say which buyers got an error, or nothing."""
    if len(facts.told) < facts.buyers:
        yield f"Of {facts.buyers} buyers {len(facts.told)} were told something."
    failed = [told for told in facts.told if told.said == FAILED]
    for told in failed[:EXAMPLES]:
        yield f"{told.buyer} got status {told.status} at {told.step} {told.words}".rstrip() + "."
    if len(failed) > EXAMPLES:
        yield f"… and {len(failed) - EXAMPLES} more."


def _of_the_drop(facts: Facts, said: str) -> Iterator[Told]:
    return (told for told in facts.told if told.said == said and told.product == facts.drop)


class _Books:
    """What can be said about the drop's free units between two moments."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._released = _seen_released(facts.samples)
        ended = facts.samples[-1]
        self._only_went_down = not ended.released
        self._left = ended.available

    def refute(self, told: Told) -> str:
        """Return what proves a refusal wrong; empty when nothing does."""
        if self._only_went_down and self._left >= told.quantity:
            return f"{self._left} are left, and none was ever given back"
        if (still := self._still(told)) >= told.quantity:
            return f"{still} were available before and after, untouched"
        free = self._facts.units - self._claimed_at_most(told)
        return f"at least {free} were neither held nor sold" if free >= told.quantity else ""

    def _claimed_at_most(self, told: Told) -> int:
        by_page = told.step == "product page"
        return sum(
            claim.quantity
            for claim in self._facts.claims
            if claim.since <= told.answered
            and self._released.get(claim.pk, told.asked) >= told.asked
            and (by_page or claim.state == "sold" or claim.expires > told.asked)
        )

    def _still(self, told: Told) -> int:
        """Return how many were available all the time; 0 when the row may have been touched."""
        before = [sample for sample in self._facts.samples if sample.answered <= told.asked]
        after = [sample for sample in self._facts.samples if sample.asked >= told.answered]
        if not before or not after or before[-1].version != after[0].version:
            return 0
        return before[-1].available


def _seen_released(samples: Collection[Snapshot]) -> dict[int, float]:
    """Return for each released reservation the latest moment at which it can have been released."""
    seen: dict[int, float] = {}
    for sample in samples:
        for pk in sample.released:
            seen.setdefault(pk, sample.answered)
    return seen
