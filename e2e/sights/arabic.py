"""The pages most seen, from right to left."""

from collections.abc import Iterator

from e2e.sights.visitor import Visitor, take

PAGES = {
    "home-arabic": "/ar/",
    "category-arabic": "/ar/products/?category=kitchen",
    "product-arabic": "/ar/products/halm-kettle-14-l/",
    "cart-arabic": "/ar/cart/",
    "checkout-arabic": "/ar/checkout/",
}


def walk(visitor: Visitor) -> Iterator[str]:
    """Take something along, then read in Arabic on the way to the checkout."""
    take(visitor.page, "halm-kettle-14-l")
    for name, address in PAGES.items():
        visitor.page.goto(address)
        yield name
