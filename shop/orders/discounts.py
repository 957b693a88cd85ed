"""Discount codes: what one takes off, who may use it, and how often."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from shop import money
from shop.accounts.models import User
from shop.cart.locking import lock_to_change
from shop.cart.models import Cart
from shop.inventory.locking import transactional
from shop.orders.models import Discount, DiscountUse, Order

CODE = re.compile(r"[\w-]{1,30}")


class Reason(Enum):
    """Why a code takes nothing off."""

    UNKNOWN = "unknown"
    NOT_YET = "not yet"
    EXPIRED = "expired"
    USED_UP = "used up"
    USED_BY_YOU = "used by you"
    MINIMUM = "minimum"


class NotUsable(Exception):
    """A code cannot be used. `discount` is None for one that nobody knows."""

    def __init__(self, code: str, reason: Reason, discount: Discount | None = None) -> None:
        super().__init__(f"{code}: {reason.value}")
        self.code, self.reason, self.discount = code, reason, discount


class UsedMeanwhile(Exception):
    """Between our look at a code and its use somebody took the last one, or its terms were changed."""


@dataclass(frozen=True, slots=True)
class Customer:
    """Whom a customer's limit is about: an account, an e-mail address in whatever case, or both."""

    user: User | None = None
    email: str = ""


def usable(code: str, subtotal: Decimal, customer: Customer) -> Discount:
    """Return what a code stands for, if this customer may use it now for goods of this value.

    Raises NotUsable. Nothing is locked: `take` judges again.
    """
    if not CODE.fullmatch(code):  # nor would every database take it
        raise NotUsable(code, Reason.UNKNOWN)
    discount = Discount.objects.filter(code__iexact=code, active=True).annotate(clock=Now()).first()
    if discount is None:
        raise NotUsable(code, Reason.UNKNOWN)
    if reason := _reason_against(discount, subtotal) or _used_by(discount, customer):
        raise NotUsable(discount.code, reason, discount)
    return discount


def taken_off(discount: Discount, amounts: Sequence[Decimal]) -> list[Decimal]:
    """Return what comes off each of these amounts: never more than there is, and to the cent in all."""
    subtotal = sum(amounts, money.ZERO)
    wanted = discount.amount or money.percentage(subtotal, discount.percent or money.ZERO)
    return money.shared(min(wanted, subtotal), amounts)


@transactional
def enter(cart: Cart, code: str) -> None:
    """Keep a code with the cart, or none; the cart's other pages follow. Locks the cart. Raises Busy."""
    Cart.objects.filter(pk=lock_to_change(cart).pk).update(discount_code=code)
    cart.discount_code = code


def take(discount: Discount, order: Order, customer: Customer) -> None:
    """Use the code up by one for a new order, in the transaction that places it.

    Locks the discount's row by its guarded update: after cart and order, before stock. The customer's uses
    are counted under that lock. Raises UsedMeanwhile, and the transaction must not go on then.
    """
    still = Discount.objects.filter(_open_now(), pk=discount.pk, active=True, **_terms(discount))
    _use(still, discount, order, customer)


def take_again(order: Order) -> None:
    """Use the code up for an order that was cancelled and comes back to life, at what it promised then.

    The caller has locked the order, and no stock yet. Raises UsedMeanwhile when its limits have no room now.
    """
    discount = Discount.objects.filter(code=order.discount_code).first() if order.discount_code else None
    if discount is None:
        return
    room = Discount.objects.filter(_not_used_up(), pk=discount.pk)
    _use(room, discount, order, Customer(order.user, order.email))


def give_back(order: Order) -> None:
    """Let the code be used once more, in the transaction that cancels the order, under the order's lock."""
    for use in DiscountUse.objects.filter(order=order):
        Discount.objects.filter(pk=use.discount_id).update(used=F("used") - 1)
        use.delete()


def _use(still: QuerySet[Discount], discount: Discount, order: Order, customer: Customer) -> None:
    """Count the use if the row still is among those that may be used; the update locks it."""
    if not still.update(used=F("used") + 1) or _used_by(discount, customer):
        raise UsedMeanwhile
    DiscountUse.objects.create(discount=discount, order=order)


def _terms(discount: Discount) -> dict[str, Decimal | None]:
    return {"percent": discount.percent, "amount": discount.amount, "minimum": discount.minimum}


def _open_now() -> Q:
    begun = Q(starts_at=None) | Q(starts_at__lte=Now())
    not_over = Q(ends_at=None) | Q(ends_at__gt=Now())
    return begun & not_over & _not_used_up()


def _not_used_up() -> Q:
    return Q(total_limit=None) | Q(used__lt=F("total_limit"))


def _reason_against(discount: Discount, subtotal: Decimal) -> Reason | None:
    if discount.starts_at and discount.starts_at > discount.clock:
        return Reason.NOT_YET
    if discount.ends_at and discount.ends_at <= discount.clock:
        return Reason.EXPIRED
    if discount.total_limit is not None and discount.used >= discount.total_limit:
        return Reason.USED_UP
    return Reason.MINIMUM if subtotal < discount.minimum else None


def _used_by(discount: Discount, customer: Customer) -> Reason | None:
    if discount.customer_limit is None:
        return None
    theirs = Q(order__email__iexact=customer.email) if customer.email else Q(pk=None)
    if customer.user is not None:
        theirs |= Q(order__user=customer.user)
    uses = DiscountUse.objects.filter(theirs, discount=discount).count()
    return Reason.USED_BY_YOU if uses >= discount.customer_limit else None
