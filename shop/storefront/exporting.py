"""Products as the CSV file that the import reads: what comes out goes in again and is the same."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from shop.catalogue.models import Category, Product, Variant
from shop.storefront.importing.formulas import harmless
from shop.storefront.importing.parts import kept_together, one_line

COLUMNS = (
    *("sku", "parent_sku", "name", "brand", "category", "price", "list_price", "stock", "options"),
    *("weight", "tax_class", "barcode", "hold_seconds", "state", "archived", "description"),
)
BATCH = 500  # products in memory at a time


def exported(products: QuerySet[Product]) -> Iterator[bytes]:
    """Return the file in pieces: the products in the order they were made, each with all its variants.

    Read batch by batch, as it is asked for: a product that changes meanwhile is in it as it was or as it is.
    `stock` counts the units that nobody holds and nobody bought.
    """
    yield _written([COLUMNS]).encode("utf-8-sig")
    categories = _categories()
    last = 0
    while batch := list(products.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        variants = _variants(batch)
        rows = (row for product in batch for row in _rows(product, variants[product.pk], categories))
        yield _written([row[column] for column in COLUMNS] for row in rows).encode()


def _written(rows: Any) -> str:
    text = StringIO()
    csv.writer(text).writerows([harmless(str(cell)) for cell in row] for row in rows)
    return text.getvalue()


def _categories() -> dict[int, str]:
    """Return how the way to each category is written, by its key."""
    nodes = Category.objects.in_bulk()
    ways: dict[int, str] = {}
    for node in sorted(nodes.values(), key=lambda node: node.path.count("/")):
        above = f"{ways[node.parent_id]} > " if node.parent_id else ""
        ways[node.pk] = above + kept_together(one_line(node.name))
    return ways


def _variants(products: Sequence[Product]) -> dict[int, list[Variant]]:
    found: dict[int, list[Variant]] = defaultdict(list)
    rows = Variant.objects.filter(product__in=products).order_by("position", "pk")
    for variant in rows.annotate(left=Coalesce("stock__available", 0)):
        found[variant.product_id].append(variant)
    return found


def _rows(
    product: Product, variants: Sequence[Variant], categories: dict[int, str]
) -> Iterator[dict[str, Any]]:
    for place, variant in enumerate(variants):
        row = dict.fromkeys(COLUMNS, "") | _of_variant(variant)
        described = {"parent_sku": variants[0].sku} if place else _of_product(product, categories)
        yield row | described


def _of_product(product: Product, categories: dict[int, str]) -> dict[str, Any]:
    return {
        "name": one_line(product.title),
        "brand": one_line(product.brand),
        "category": categories[product.category_id],
        "state": product.state,
        "description": product.description.strip(),
    }


def _of_variant(variant: Variant) -> dict[str, Any]:
    return {
        "sku": variant.sku,
        "price": variant.price,
        "list_price": variant.compare_at_price if variant.on_sale else "",
        "stock": variant.left,
        "options": "; ".join(
            f"{_part(name)}={_part(variant.options[name])}" for name in sorted(variant.options)
        ),
        "weight": variant.weight_grams,
        "tax_class": variant.tax_class,
        "barcode": one_line(variant.barcode),
        "hold_seconds": variant.hold_seconds,
        "archived": "yes" if variant.archived else "",
    }


def _part(text: str) -> str:
    return kept_together(one_line(text))
