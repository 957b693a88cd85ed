"""What an order writes down of the cart that it was: names, prices and rates as they are at that moment."""

import uuid
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.conf import settings
from django.utils.translation import get_language

from shop.accounts.models import User
from shop.cart.models import CartLine
from shop.orders.delivery import Delivery
from shop.orders.models import Order, OrderLine, Transition
from shop.orders.quotes import Basket, Totals


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets the order, and where."""

    email: str
    name: str
    phone: str
    street: str
    extra: str
    postcode: str
    city: str
    region: str
    country: str


def record(
    key: uuid.UUID,
    recipient: Recipient,
    delivery: Delivery,
    amounts: Totals,
    basket: Basket,
    user: User | None,
    payment: str,
) -> Order:
    """Write down an order and its first step."""
    order = Order.objects.create(
        placement_key=key,
        user=user,
        payment=payment,
        **asdict(recipient),
        delivery=delivery.code,
        delivery_name=delivery.name,
        currency=settings.CURRENCY,
        language=get_language() or settings.LANGUAGE_CODE,
        discount_code=basket.discount.code if basket.discount else "",
        **_amounts(amounts),
    )
    Transition.objects.create(order=order, target=order.state, actor=user)
    return order


def _amounts(amounts: Totals) -> dict[str, Decimal]:
    return {
        "delivery_price": amounts.delivery,
        "delivery_tax_rate": amounts.delivery_rate,
        "subtotal": amounts.subtotal,
        "discount": amounts.discount,
        "total": amounts.total,
        "tax": amounts.tax,
    }


def lines_of(order: Order, basket: Basket, amounts: Totals) -> list[OrderLine]:
    """Return what the order is made of, not yet written: it waits for the reservations."""
    each = zip(basket.lines, basket.shares, amounts.rates, strict=True)
    return [_order_line(order, *details) for details in each]


def _order_line(order: Order, line: CartLine, discount: Decimal, tax_rate: Decimal) -> OrderLine:
    return OrderLine(
        order=order,
        variant=line.variant,
        sku=line.variant.sku,
        title=line.variant.product.title,
        options=line.variant.label,
        unit_price=line.variant.price,
        quantity=line.quantity,
        discount=discount,
        tax_rate=tax_rate,
    )
