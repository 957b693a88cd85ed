"""What an order would cost, and the signed promise of it that the checkout form carries."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.core import signing
from django.utils import timezone

from shop import money
from shop.cart.contents import lines_of
from shop.cart.models import Cart, CartLine
from shop.catalogue.models import Variant
from shop.orders.delivery import Delivery, Parcel
from shop.orders.discounts import Customer, NotUsable, taken_off, usable
from shop.orders.models import Discount
from shop.orders.tariffs import Tariff, current, latest_edition, tariff

SALT = "fastshop.quote"


@dataclass(frozen=True, slots=True)
class Basket:
    """What is to be ordered at the prices, rates and terms that the database has now.

    `shares` is what the discount takes off each line. `refused` says why the cart's code takes nothing off.
    """

    lines: Sequence[CartLine]
    tariff: Tariff
    shares: Sequence[Decimal]
    discount: Discount | None = None
    refused: NotUsable | None = None

    @property
    def subtotal(self) -> Decimal:
        """What the goods cost, with tax, before the discount."""
        return sum(_amounts(self.lines), money.ZERO)

    @property
    def taken_off(self) -> Decimal:
        """What the discount takes off all lines."""
        return sum(self.shares, money.ZERO)

    @property
    def parcel(self) -> Parcel:
        """What a delivery's price goes by."""
        weight = sum(line.variant.weight_grams * line.quantity for line in self.lines)
        return Parcel(self.subtotal - self.taken_off, weight)


@dataclass(frozen=True, slots=True)
class Totals:
    """What an order costs, in the shop's currency. `tax` is contained in `total`.

    Tax is rounded line by line, half up to the cent: each line's, after its share of the discount, and the
    delivery's. What is shown for the order is the sum of these, so that lines and order always agree.
    """

    subtotal: Decimal
    discount: Decimal
    delivery: Decimal
    rates: tuple[Decimal, ...]  # the tax rate of each line
    delivery_rate: Decimal
    tax: Decimal

    @property
    def total(self) -> Decimal:
        """What is to pay."""
        return self.subtotal - self.discount + self.delivery


def basket_of(cart: Cart, customer: Customer) -> Basket:
    """Read what is in the cart, with the tariff's mark by the same statement; a discount costs its own."""
    lines = list(lines_of(cart).annotate(tariff_mark=latest_edition()))
    known = tariff(lines[0].tariff_mark) if lines else current()
    nothing = [money.ZERO] * len(lines)
    if not cart.discount_code or not lines:
        return Basket(lines, known, nothing)
    amounts = _amounts(lines)
    try:
        discount = usable(cart.discount_code, sum(amounts, money.ZERO), customer)
    except NotUsable as refused:
        return Basket(lines, known, nothing, refused=refused)
    return Basket(lines, known, taken_off(discount, amounts), discount)


def totals(basket: Basket, country: str, delivery: Delivery) -> Totals | None:
    """Add up what the order costs when it goes there that way; None when the way does not take it."""
    fee = delivery.price(basket.parcel)
    if fee is None:
        return None
    day, taxes = timezone.localdate(), basket.tariff.taxes
    rates = tuple(taxes.rate(country, line.variant.tax_class, day) for line in basket.lines)
    usual = taxes.rate(country, Variant.TaxClass.STANDARD, day)
    paid = [amount - share for amount, share in zip(_amounts(basket.lines), basket.shares, strict=True)]
    taxed = zip([*paid, fee], [*rates, usual], strict=True)
    tax = sum((money.included_tax(amount, rate) for amount, rate in taxed), money.ZERO)
    return Totals(basket.subtotal, basket.taken_off, fee, rates, usual, tax)


def quote(key: uuid.UUID, basket: Basket, country: str) -> str:
    """Sign what the shopper is shown: these lines at these prices, the discount, the total by each delivery.

    It is good for placing with this key, and for other countries where the total is the same.
    """
    return signing.dumps([*_goods(key, basket), _by_delivery(basket, country)], salt=SALT)


def still_true(signed: str, key: uuid.UUID, basket: Basket, delivery: str, amounts: Totals) -> bool:
    """Whether the quote is ours and says what an order would be made of and cost now."""
    try:
        *goods, shown = signing.loads(signed, salt=SALT)
    except (signing.BadSignature, TypeError, ValueError):
        return False
    return goods == _goods(key, basket) and shown.get(delivery) == str(amounts.total)


def _goods(key: uuid.UUID, basket: Basket) -> list:
    lines = sorted([line.variant_id, line.quantity, str(line.variant.price)] for line in basket.lines)
    code = basket.discount.code if basket.discount else ""
    return [str(key), settings.CURRENCY, lines, code, str(basket.taken_off)]


def _by_delivery(basket: Basket, country: str) -> dict[str, str]:
    found = {each.code: totals(basket, country, each) for each in basket.tariff.deliveries(country)}
    return {code: str(amounts.total) for code, amounts in found.items() if amounts}


def _amounts(lines: Sequence[CartLine]) -> list[Decimal]:
    return [line.variant.price * line.quantity for line in lines]
