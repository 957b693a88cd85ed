"""The least that a sale, and a page, can cost over HTTP: bare views behind the shop's middleware."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from shop.catalogue.models import Product
from shop.inventory.models import Reservation, Stock

HOLD = timedelta(minutes=15)


@csrf_exempt
@require_POST
def claim(_request: HttpRequest, variant: int) -> HttpResponse:
    """Claim a unit by a conditional UPDATE and one INSERT: no session, no cart, no page."""
    now = timezone.now()
    with transaction.atomic():
        enough = Stock.objects.filter(pk=variant, available__gte=1)
        if not enough.update(available=F("available") - 1, version=F("version") + 1):
            return HttpResponse("Sold out.", status=409)
        Reservation.objects.create(
            variant_id=variant, quantity=1, held_since=now, expires_at=now + HOLD, claimant="bench"
        )
    return HttpResponse("Yours.")


@require_safe
def page(_request: HttpRequest, slug: str, size: int) -> HttpResponse:
    """Answer with one query by key and so many bytes: no template, no stock, no cart."""
    title = Product.objects.values_list("title", flat=True).get(slug=slug)
    return HttpResponse(title.ljust(size, "."))
