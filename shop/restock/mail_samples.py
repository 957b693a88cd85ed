"""Mail as designers see it: made up from rows that are never saved."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.urls import reverse

from shop.catalogue.models import Product, Variant
from shop.http import absolute
from shop.notifications.previews import show
from shop.restock.leaving import leaving_link
from shop.restock.signing_up import product_link

MUG = Product(title="Enamel mug", slug="enamel-mug")
VARIANT = Variant(pk=1, product=MUG, options={"Colour": "Ink", "Size": "Large"}, price=Decimal("19.00"))


def _confirm() -> Mapping[str, Any]:
    return _about(absolute(reverse("restock_confirm", args=["made-up"])))


def _back() -> Mapping[str, Any]:
    return _about(product_link(VARIANT))


def _about(link: str) -> Mapping[str, Any]:
    return {"variant": VARIANT, "link": link, "unsubscribe": leaving_link("ada@example.com")}


show({"restock_confirm": _confirm, "restock_back": _back})
