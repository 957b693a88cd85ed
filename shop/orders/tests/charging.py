"""What the tests of charges start from: carts, codes, and tariffs of their own."""

from typing import Any

from shop.cart.holds import add
from shop.cart.models import Cart
from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.orders.models import DeliveryMethod, DeliveryRate, Discount, Zone


def cart_of(price: str = "10.00", quantity: int = 1, *, code: str = "", **variant: Any) -> Cart:
    """Return a cart with units of a new product, and a discount code where one is named."""
    cart = Cart.objects.create(discount_code=code)
    product = make_product(price=price, stock=100)
    Variant.objects.filter(product=product).update(hold_seconds=0, **variant)
    add(cart, product.variants.get(), quantity)
    return cart


def discount(code: str = "SPRING", **terms: Any) -> Discount:
    """Make a code; it takes 10 % off where nothing else is said."""
    if "amount" not in terms:
        terms.setdefault("percent", 10)
    return Discount.objects.create(code=code, **terms)


def method(
    code: str, *rates: dict[str, Any], countries: tuple[str, ...] = (), **details: Any
) -> DeliveryMethod:
    """Make a way to deliver with such rates in a zone of these countries, or of all that are left."""
    zone, _ = Zone.objects.get_or_create(name=" ".join(countries) or "Everywhere", countries=list(countries))
    made = DeliveryMethod.objects.create(code=code, name=code.title(), **details)
    for rate in rates:
        DeliveryRate.objects.create(method=made, zone=zone, **rate)
    return made
