"""Why an order was not placed, in words a shopper can act on."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.cart.refusals import Refusal
from shop.catalogue.models import Variant
from shop.inventory.locking import Busy
from shop.inventory.reservations import HoldExpired, OutOfStock
from shop.orders.placement import LineNotForSale

REFUSALS = (OutOfStock, LineNotForSale, HoldExpired, Busy)


def refusal(error: Exception) -> Refusal:
    """Put one of REFUSALS into words."""
    match error:
        case OutOfStock():
            return Refusal(409, _short(error))
        case LineNotForSale():
            title = error.line.variant.product.title
            return Refusal(409, _("%(title)s is not for sale any more: please remove it.") % {"title": title})
    return Refusal(503, _("A lot of people are ordering right now. Nothing was lost: please try again."))


def _short(error: OutOfStock) -> str:
    title = Variant.objects.select_related("product").get(pk=error.variant).product.title
    if not error.left:
        return _("%(title)s sold out while it was not held for you: please remove it.") % {"title": title}
    text = ngettext(
        "Only %(left)s of %(title)s is left: please change the quantity.",
        "Only %(left)s of %(title)s are left: please change the quantity.",
        error.left,
    )
    return text % {"title": title, "left": error.left}
