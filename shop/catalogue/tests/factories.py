"""Categories and products for any test, in as few words as the test needs."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils.text import slugify

from shop.catalogue.models import Category, Picture, Product, Variant
from shop.catalogue.search.indexing import index
from shop.catalogue.summaries import summarise
from shop.inventory.bands import band
from shop.inventory.receiving import receive

_number = count(1)


def make_category(name: str = "", *, parent: Category | None = None, **fields: Any) -> Category:
    """Make a category; without a name it gets one of its own."""
    name = name or f"Category {next(_number)}"
    return Category.objects.create(name=name, slug=slugify(name), parent=parent, **fields)


def make_variant(product: Product, *, price: str | Decimal = "10", stock: int = 10, **fields: Any) -> Variant:
    """Make a variant with `stock` units received (0: it never had any), and its product's lists follow.

    Where the test itself is a transaction nothing happens after commit: so the band is set here.
    """
    sku = fields.pop("sku", f"SKU-{next(_number)}")
    variant = Variant.objects.create(product=product, sku=sku, price=Decimal(price), **fields)
    if stock:
        receive(variant.pk, stock)
        band([variant.pk])
    summarise([product.pk])
    return variant


def make_product(
    title: str = "",
    *,
    price: str | Decimal = "10",
    stock: int = 10,
    variants: Sequence[dict[str, Any]] = ({},),
    category: Category | None = None,
    **fields: Any,
) -> Product:
    """Make a published product whose default variant is the first of `variants`.

    Each of these names what sets it apart (`options`, `price`, `stock`, `sku`, `hold_seconds`, …);
    `price` and `stock` are for those that do not say. `make_product(variants=())` makes one without any.
    """
    number = next(_number)
    title = title or f"Product {number}"
    category = category or Category.objects.first() or make_category("Things")
    fields.setdefault("slug", f"{slugify(title)}-{number}")
    product = Product.objects.create(title=title, category=category, **fields)
    made = [make_variant(product, **{"price": price, "stock": stock, **variant}) for variant in variants]
    product.refresh_from_db(fields=["lowest_price", "on_sale", "stock_band"])
    product.default_variant = made[0] if made else None
    product.save(update_fields=["default_variant"])
    index([product.pk])
    return product


def make_picture(product: Product, **fields: Any) -> Picture:
    """Make a picture that names a file; the file itself is not there."""
    fields = {"file": f"products/{product.slug}.svg", "width": 800, "height": 1000, **fields}
    return Picture.objects.create(product=product, **fields)
