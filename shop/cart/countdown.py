"""The clock on a cart line's hold, as pages show it."""

from collections.abc import Collection
from datetime import datetime
from math import ceil

from django.db.models.functions import Now
from django.utils import formats, timezone

from components.cart import HoldClock
from shop.cart.models import CartLine
from shop.inventory.models import Reservation


def is_live(reservation: Reservation | None, clock: datetime) -> bool:
    """Whether a hold still stands at that reading of the database's clock."""
    return bool(
        reservation and reservation.state == Reservation.State.HELD and reservation.expires_at > clock
    )


def countdown(line: CartLine) -> HoldClock:
    """Return the clock of a line that was read with its reservation and the database's `clock`."""
    hold = line.reservation
    if hold is None:
        return HoldClock(line.pk, 0, "")
    if not is_live(hold, line.clock):
        return HoldClock(line.pk, 0, "", _version(hold, over=True))
    seconds = ceil((hold.expires_at - line.clock).total_seconds())
    return HoldClock(line.pk, seconds, time_of_day(hold.expires_at), _version(hold, over=False))


def held_lines(reservations: Collection[int]) -> dict[int, CartLine]:
    """Read the cart lines that these reservations belong to, each with what `countdown` needs, in one query.

    What was sold, or taken out of its cart, belongs to no line any more.
    """
    lines = CartLine.objects.filter(reservation__in=list(reservations))
    shown = lines.select_related("reservation", "variant__product").annotate(clock=Now())
    return {line.reservation_id: line for line in shown}


def time_of_day(moment: datetime) -> str:
    """Return when on the shop's clock that is: "12:07"."""
    return formats.time_format(timezone.localtime(moment), "H:i")


def _version(hold: Reservation, *, over: bool) -> int:
    """A number that grows with what the line's clock says: a hold is renewed, runs out, is taken anew."""
    return 2 * int(hold.expires_at.timestamp() * 1000) + over
