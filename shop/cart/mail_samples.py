"""Mail as designers see it: made up from rows that are never saved."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone

from shop.cart.models import CartLine
from shop.cart.reminders import LEAD, way_out_for
from shop.catalogue.models import Product, Variant
from shop.http import absolute
from shop.notifications.previews import show

MUG = Variant(product=Product(title="Enamel mug"), options={"Colour": "Ink", "Size": "Large"})


def _ending() -> Mapping[str, Any]:
    return {
        "lines": [CartLine(variant=MUG, quantity=2)],
        "until": timezone.now() + LEAD,
        "link": absolute(reverse("cart")),
        "unsubscribe": way_out_for(1),
    }


show({"hold_ending": _ending})
