"""Why an order was not placed, in words a shopper can act on."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop import money
from shop.accounts.countries import country_name
from shop.cart.refusals import Refusal
from shop.catalogue.models import Variant
from shop.inventory.locking import Busy
from shop.inventory.reservations import HoldExpired, OutOfStock
from shop.orders.discounts import NotUsable, Reason
from shop.orders.placement import LineNotForSale, NotDelivered

REFUSALS = (OutOfStock, LineNotForSale, NotDelivered, HoldExpired, Busy)


def refusal(error: Exception) -> Refusal:
    """Put one of REFUSALS into words."""
    match error:
        case OutOfStock():
            return Refusal(409, _short(error))
        case LineNotForSale():
            title = error.line.variant.product.title
            return Refusal(409, _("%(title)s is not for sale any more: please remove it.") % {"title": title})
        case NotDelivered():
            text = _("That does not go to %(country)s with what is in your cart: please choose another.")
            return Refusal(422, text % {"country": country_name(error.country)})
    return Refusal(503, _("A lot of people are ordering right now. Nothing was lost: please try again."))


def why_not(refused: NotUsable) -> str:
    """Say why a discount code takes nothing off."""
    match refused.reason:
        case Reason.UNKNOWN:
            text = _("We know no code %(code)s: please look at it again.")
        case Reason.NOT_YET:
            text = _("%(code)s is not valid yet.")
        case Reason.EXPIRED:
            text = _("%(code)s is not valid any more.")
        case Reason.USED_UP:
            text = _("%(code)s was used as often as it may be.")
        case Reason.USED_BY_YOU:
            text = _("You have used %(code)s as often as one may.")
        case Reason.MINIMUM:
            text = _("%(code)s is for orders from %(minimum)s on.")
    minimum = money.shown(refused.discount.minimum) if refused.discount else ""
    return text % {"code": refused.code, "minimum": minimum}


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
