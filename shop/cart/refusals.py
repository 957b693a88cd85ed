"""Why a cart's verb said no, in words a shopper can act on, with the status that goes with them."""

from dataclasses import dataclass
from typing import ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from components.notice import Offer
from shop.cart.holds import HoldRanOut, LineCapReached, NotForSale, TooManyHolds
from shop.cart.models import Cart, CartLine
from shop.inventory.locking import Busy
from shop.inventory.reservations import OutOfStock

REFUSALS = (
    *(OutOfStock, HoldRanOut, NotForSale, LineCapReached, TooManyHolds, Busy),
    *(CartLine.DoesNotExist, Cart.DoesNotExist),  # the latter went with its shopper's account
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A status, a sentence, and what to offer instead."""

    BAD_INPUT: ClassVar[int] = 400
    status: int
    text: str
    offer: Offer | None = None


def refusal(error: Exception) -> Refusal:
    """Put one of REFUSALS into words."""
    match error:
        case OutOfStock(left=0):
            return Refusal(409, _("Somebody was faster: there is none left to take right now."))
        case OutOfStock():
            return Refusal(409, _short(error.left), _what_is_left(error))
        case HoldRanOut():
            return Refusal(409, _ran_out(error.left))
        case NotForSale():
            return Refusal(404, _("This product is not for sale any more."))
        case LineCapReached():
            return Refusal(409, _("At most %(cap)s of one thing fit in a cart.") % {"cap": error.cap})
        case TooManyHolds():
            return Refusal(
                429, _("You hold as much as one may hold at a time. Check out or remove something first.")
            )
        case Busy():
            return Refusal(503, _("A lot of people want this right now. Please try again."))
    return Refusal(404, _("This line is not in your cart any more."))


def _short(left: int) -> str:
    return ngettext("Only %(left)s more is left.", "Only %(left)s more are left.", left) % {"left": left}


def _ran_out(left: int) -> str:
    text = ngettext(
        "The hold in your cart ran out, and only %(left)s is left: change the quantity there.",
        "The hold in your cart ran out, and only %(left)s are left: change the quantity there.",
        left,
    )
    return text % {"left": left}


def _what_is_left(short: OutOfStock) -> Offer:
    label = ngettext("Add %(left)s instead", "Add %(left)s instead", short.left) % {"left": short.left}
    return Offer(label, reverse("cart_add"), (("variant", short.variant), ("quantity", short.left)))
