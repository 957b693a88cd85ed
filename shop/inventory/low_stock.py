"""Telling the merchant what runs low: once for each time it does, all of it in one mail.

Held is not sold: what carts hold counts as there, so that a cart that fills and empties tells nothing.
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from shop.catalogue.models import Product, Variant
from shop.http import absolute
from shop.inventory.models import LowStock, Reservation
from shop.notifications.outbox import post

MOST_NAMED = 50  # in one mail; the rest are counted


@transaction.atomic
def tell_of_low_stock() -> int:
    """Write to MERCHANT_EMAIL what has run low since the last time; return how many variants.

    What is well stocked again, or no longer offered, may run low anew.
    """
    LowStock.objects.exclude(variant__in=_low()).delete()
    low = _low().filter(low_stock=None).order_by("there", "sku")
    new = [variant for variant in low if LowStock.objects.get_or_create(variant=variant)[1]]
    if new:
        post("low_stock", settings.MERCHANT_EMAIL, told(new), language=settings.LANGUAGE_CODE)
    return len(new)


def told(variants: list[Variant]) -> dict[str, Any]:
    """Return what the mail says of variants that carry how many are `there`."""
    link = absolute(reverse("admin:inventory_stock_changelist"))
    named = variants[:MOST_NAMED]
    return {"variants": named, "more": len(variants) - len(named), "all": len(variants), "link": link}


def _low() -> QuerySet[Variant]:
    """Select what is offered and was stocked once, with how many are `there`: nobody bought them."""
    held = Reservation.objects.filter(variant=OuterRef("pk"), state=Reservation.State.HELD)
    units = held.order_by().values("variant").annotate(units=Sum("quantity")).values("units")
    offered = Variant.objects.filter(archived=False, product__state=Product.State.PUBLISHED)
    scarce = offered.filter(stock__available__lte=settings.FEW_LEFT, stock__version__gt=0)
    counted = scarce.annotate(there=F("stock__available") + Coalesce(Subquery(units), 0))
    return counted.filter(there__lte=settings.FEW_LEFT).select_related("product")
