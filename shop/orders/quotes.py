"""What an order would cost, and the signed promise of it that the checkout form carries."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.core import signing

from shop import money
from shop.cart.models import CartLine
from shop.catalogue.models import Variant, tax_rate
from shop.orders.delivery import DELIVERIES, Delivery

SALT = "fastshop.quote"


@dataclass(frozen=True, slots=True)
class Totals:
    """What an order costs, in the shop's currency. `tax` is contained in `total`."""

    subtotal: Decimal
    delivery: Decimal
    tax: Decimal

    @property
    def total(self) -> Decimal:
        """What is to pay."""
        return self.subtotal + self.delivery


def totals(lines: Sequence[CartLine], delivery: Delivery) -> Totals:
    """Add up the lines at the prices that the database has now. Tax is rounded line by line."""
    amounts = [(line.variant.price * line.quantity, tax_rate(line.variant.tax_class)) for line in lines]
    subtotal = sum((amount for amount, _ in amounts), money.ZERO)
    fee = delivery.price(subtotal)
    taxed = [*amounts, (fee, tax_rate(Variant.TaxClass.STANDARD))]
    tax = sum((money.included_tax(amount, rate) for amount, rate in taxed), money.ZERO)
    return Totals(subtotal, fee, tax)


def quote(key: uuid.UUID, lines: Sequence[CartLine]) -> str:
    """Sign what the shopper is shown: these lines at these prices, and the total by each delivery.

    It is good for placing with this key.
    """
    return signing.dumps(_shown(key, lines), salt=SALT)


def still_true(signed: str, key: uuid.UUID, lines: Sequence[CartLine]) -> bool:
    """Whether the quote is ours and says what an order would be made of now."""
    try:
        return signing.loads(signed, salt=SALT) == _shown(key, lines)
    except signing.BadSignature:
        return False


def _shown(key: uuid.UUID, lines: Sequence[CartLine]) -> list:
    return [
        str(key),
        settings.CURRENCY,
        sorted([line.variant_id, line.quantity, str(line.variant.price)] for line in lines),
        {code: str(totals(lines, delivery).total) for code, delivery in DELIVERIES.items()},
    ]
