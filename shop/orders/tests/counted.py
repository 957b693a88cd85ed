"""What the database says about units, counted apart from the audit."""

from collections.abc import Mapping

from django.db.models import BooleanField, ExpressionWrapper, Q, Sum
from django.db.models.functions import Now

from shop.inventory.models import Reservation
from shop.orders.models import Order, OrderLine


def units_held(*, live: bool) -> Mapping[int, int]:
    """Return the units under holds that stand (or that ran out and were not swept yet), by variant."""
    stands = ExpressionWrapper(Q(expires_at__gt=Now()), output_field=BooleanField())
    rows = Reservation.objects.alias(stands=stands).filter(state=Reservation.State.HELD, stands=live)
    return dict(rows.values_list("variant").annotate(Sum("quantity")))


def units_sold() -> Mapping[int, int]:
    """Return the units in the lines of live orders, by variant."""
    lines = OrderLine.objects.exclude(order__state=Order.State.CANCELLED).order_by()
    return dict(lines.values_list("variant").annotate(Sum("quantity")))
