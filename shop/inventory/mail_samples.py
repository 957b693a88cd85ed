"""Mail as designers see it: made up from rows that are never saved."""

from collections.abc import Mapping
from typing import Any

from shop.catalogue.models import Product, Variant
from shop.inventory.low_stock import told
from shop.notifications.previews import show


def _low(many: int) -> Mapping[str, Any]:
    mug = Variant(product=Product(title="Enamel mug"), sku="MUG-INK-L", options={"Colour": "Ink"})
    mug.there = 3
    return told([mug] * many)


show({"low_stock": lambda: _low(1), "low_stock:many": lambda: _low(73)})
