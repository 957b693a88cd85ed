"""Claims on one variant that arrive together in a process, settled in one transaction (flat combining).

Each caller puts its claim in a queue. Who finds nobody leading leads: it settles what waits, itself included,
and hands the lead to the first that came meanwhile. So the row lock, the commit and the round trips are paid
once for a batch.
"""

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from queue import SimpleQueue
from threading import Lock

from django.db import connection
from django.db.transaction import TransactionManagementError

from bench.callers import Work
from bench.claims import HOLD_SECONDS, claiming
from shop.inventory.broadcasts import stock_changed
from shop.inventory.counter import move
from shop.inventory.expiry import recover
from shop.inventory.locking import Busy, lock_stocks, transactional
from shop.inventory.models import Reservation, Stock
from shop.inventory.reservations import Claim, OutOfStock

MOST = 64  # claims in a batch, so that no lock is held for long
LEAD = None  # the word that its receiver leads now

Outcome = Reservation | Exception


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim whose caller waits for a word."""

    claim: Claim
    claimant: str
    word: SimpleQueue[Outcome | None] = field(default_factory=SimpleQueue)


class Combiner:
    """The claims on one variant in this process."""

    def __init__(self) -> None:
        self._waiting: deque[Asked] = deque()
        self._led = False
        self._lock = Lock()

    def reserve(self, claim: Claim, *, claimant: str) -> Reservation:
        """Claim units; what is returned has been committed.

        Raises OutOfStock, Busy, and TransactionManagementError inside a transaction: who leads would commit
        other callers' claims, or roll them back, with its own.
        """
        if connection.in_atomic_block:
            raise TransactionManagementError("A combined claim commits by itself.")
        if claim.quantity < 1:
            raise ValueError(f"cannot claim {claim.quantity} units")
        asked = Asked(claim, claimant)
        word = LEAD if self._leads(asked) else asked.word.get()
        if word is LEAD:
            self._lead()
            word = asked.word.get()
        if isinstance(word, Exception):
            raise word
        return word

    def _leads(self, asked: Asked) -> bool:
        with self._lock:
            self._waiting.append(asked)
            leads, self._led = not self._led, True
        return leads

    def _lead(self) -> None:
        """Settle what waits, the leader's own claim first; whatever happens, everybody gets a word."""
        with self._lock:
            batch = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST))]
        outcomes: Sequence[Outcome] = [Busy() for _ in batch]
        try:
            outcomes = settled(batch)
        finally:
            self._hand_over()
            for asked, outcome in zip(batch, outcomes, strict=True):
                asked.word.put(outcome)

    def _hand_over(self) -> None:
        with self._lock:
            self._led = bool(self._waiting)
            if self._led:
                self._waiting[0].word.put(LEAD)


def settled(batch: Sequence[Asked]) -> list[Outcome]:
    """Return, in order, what each claim on a variant got; it has been committed.

    Where one makes the batch fail as a whole, each is settled alone, so that it fails alone.
    """
    try:
        return _settle(batch)
    except Exception as problem:  # noqa: BLE001  it is the answer of whoever asked
        if len(batch) == 1 or isinstance(problem, Busy):
            return [problem for _ in batch]
        return [outcome for asked in batch for outcome in settled([asked])]


@transactional
def _settle(batch: Sequence[Asked]) -> list[Outcome]:
    stock = lock_stocks([batch[0].claim.variant]).get(batch[0].claim.variant)
    if stock is None:
        return [OutOfStock(asked.claim.variant, asked.claim.quantity, 0) for asked in batch]
    recover(stock, sum(asked.claim.quantity for asked in batch))
    outcomes = [_outcome(stock, asked) for asked in batch]
    granted = [outcome for outcome in outcomes if isinstance(outcome, Reservation)]
    if granted:
        move([stock.pk], -sum(reservation.quantity for reservation in granted))
        Reservation.objects.bulk_create(granted)
        stock_changed([stock.pk])
    return outcomes


def _outcome(stock: Stock, asked: Asked) -> Outcome:
    claim = asked.claim
    if stock.available < claim.quantity:
        return OutOfStock(stock.pk, claim.quantity, stock.available)
    stock.available -= claim.quantity
    return Reservation(
        variant_id=stock.pk,
        quantity=claim.quantity,
        held_since=stock.clock,
        expires_at=stock.clock + timedelta(seconds=claim.seconds),
        claimant=asked.claimant,
    )


_combiners: defaultdict[int, Combiner] = defaultdict(Combiner)


def combined(variant: int) -> Work:
    """Return what one thread of the bench does: claim a unit through its process's combiner."""
    return claiming(partial(_combiners[variant].reserve, Claim(variant, 1, HOLD_SECONDS), claimant="bench"))
