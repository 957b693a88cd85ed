"""One caller of the shop's verbs, who keeps what was promised and writes down every answer.

Raises what the verbs raise, but for the refusals OutOfStock and HoldExpired, which are answers.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from bench.stress.told import Delivery, Diary, Promise, Refused, now
from shop.inventory.expiry import sweep_expired_holds
from shop.inventory.locking import Busy
from shop.inventory.models import Reservation
from shop.inventory.receiving import receive
from shop.inventory.releasing import release
from shop.inventory.reservations import Claim, HoldExpired, OutOfStock, confirm, reserve, resize

HELD, SOLD = Reservation.State.HELD, Reservation.State.SOLD
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Caller:
    """Calls verbs, one at a time. `held` and `bought` are the promises that still stand, by reservation."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.diary = Diary()
        self.held: dict[int, Promise] = {}
        self.bought: dict[int, Promise] = {}

    def claim(self, claims: Sequence[Claim]) -> None:
        """Attempt a claim."""
        wanted: Counter[int] = Counter()
        for claim in claims:
            wanted[claim.variant] += claim.quantity
        self.diary.attempts += 1
        asked = now()
        try:
            rows = reserve(claims, claimant=self.name)
        except OutOfStock as short:
            self.diary.refused += 1
            self._refused(short, wanted[short.variant], short.left, asked)
            return
        told = now()
        self.diary.accepted += 1
        for row in rows:
            self._promised(row, asked, told)
        got = {row.variant_id: row.quantity for row in rows}
        self._expect(got == wanted, f"{dict(wanted)} were claimed and {got} promised")

    def resize(self, promise: Promise, quantity: int, seconds: int) -> None:
        """Attempt to change a hold: the old promise ends, and a new one begins."""
        asked = now()
        try:
            row = resize(promise.reservation, Claim(promise.variant, quantity, seconds))
        except OutOfStock as short:
            more, left = quantity - promise.quantity, short.left - promise.quantity
            self._refused(short, more, left, asked)
        except HoldExpired:
            self._ran_out([promise], now())
        else:
            told = now()
            self._expect(asked < promise.gone, f"hold {promise.reservation} had run out and was resized")
            promise.given_back(asked, told)
            self._promised(row, asked, told)

    def confirm(self, promises: Collection[Promise]) -> None:
        """Attempt to buy what is held."""
        asked = now()
        try:
            confirm([promise.reservation for promise in promises])
        except (HoldExpired, Busy) as refusal:
            told = now()
            for promise in promises:
                promise.not_sold(told)
            if isinstance(refusal, Busy):
                raise
            self._ran_out(promises, told)
            return
        for promise in promises:
            self._expect(asked < promise.gone, f"hold {promise.reservation} had run out and was sold")
            promise.sold()
            self.bought[promise.reservation] = self.held.pop(promise.reservation)

    def give_back(self, promise: Promise) -> None:
        """Release a hold; nothing comes back of one that ran out and was swept."""
        asked = now()
        units = release([promise.reservation], origin=HELD)
        told = now()
        due = {promise.quantity} if told < promise.sure_until else {0, promise.quantity}
        self._expect(units in due, f"hold {promise.reservation} of {promise.quantity} gave {units} back")
        self.held.pop(promise.reservation).given_back(asked, told)

    def cancel(self, promise: Promise) -> None:
        """Release what was bought."""
        asked = now()
        units = release([promise.reservation], origin=SOLD)
        self._expect(
            units == promise.quantity,
            f"sale {promise.reservation} of {promise.quantity} gave {units} back",
        )
        self.bought.pop(promise.reservation).given_back(asked, now())

    def receive(self, variant: int, units: int) -> None:
        """Bring units in."""
        asked = now()
        receive(variant, units)
        self.diary.deliveries.append(Delivery(variant, units, asked, now()))

    def sweep(self) -> None:
        """Sweep everybody's expired holds."""
        sweep_expired_holds()

    def leave(self, horizon: int) -> None:
        """Release the holds that run out within so many microseconds, so that all is at rest afterwards."""
        asked = now()
        brief = [promise for promise in self.held.values() if promise.gone < asked + horizon]
        release([promise.reservation for promise in brief], origin=HELD)
        told = now()
        for promise in brief:
            promise.given_back(asked, told)

    def _promised(self, row: Reservation, asked: int, told: int) -> None:
        expires = (row.expires_at - EPOCH) // timedelta(microseconds=1)
        promise = Promise(row.pk, row.variant_id, row.quantity, asked, told, sure_until=expires, gone=expires)
        self.diary.promises.append(promise)
        self.held[row.pk] = promise

    def _refused(self, short: OutOfStock, wanted: int, left: int, asked: int) -> None:
        self.diary.refusals.append(Refused(short.variant, wanted, left, asked, now()))

    def _ran_out(self, promises: Collection[Promise], told: int) -> None:
        """Forget those that did; at least one must have."""
        over = [promise for promise in promises if promise.sure_until <= told]
        names = ", ".join(str(promise.reservation) for promise in promises)
        self._expect(bool(over), f"of the live holds {names} one was said to have run out")
        for promise in over:
            del self.held[promise.reservation]

    def _expect(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self.diary.lies.append(otherwise)
