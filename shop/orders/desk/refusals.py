"""Why something was not done to an order, in words for the merchant."""

from django.utils.translation import gettext as _

from shop import money
from shop.inventory.locking import Busy
from shop.orders.models import Order
from shop.orders.refunds import RefundTooMuch
from shop.orders.shipping import NotThatMany
from shop.orders.transitions import NotAllowed

REFUSALS = (NotAllowed, NotThatMany, RefundTooMuch, Busy)


def refusal(order: Order, error: Exception) -> str:
    """Put one of REFUSALS into words."""
    match error:
        case Busy():
            text = _("%(number)s was busy: please try again.")
        case NotThatMany():
            text = _("%(number)s has not that many units left to ship.")
        case RefundTooMuch():
            text = _("That is more than there is to refund of %(number)s, which is %(left)s.")
        case _:
            text = _("%(number)s is “%(state)s”: that cannot be done any more.")
    left = money.shown(error.left) if isinstance(error, RefundTooMuch) else ""
    order.refresh_from_db(fields=["state"])
    return text % {"number": order.number, "state": order.get_state_display(), "left": left}
