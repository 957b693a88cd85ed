"""What a shopper has ordered: their account's first page, and all of it page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from components.catalogue import Image
from shop.catalogue.pictures import first_images
from shop.orders.models import Order

ORDERS_PER_PAGE = 20
LATEST = 3
PICTURES = 3


@dataclass(frozen=True, slots=True)
class Past:
    """An order as the history shows it."""

    order: Order
    images: tuple[Image, ...]
    units: int


def past(orders: Sequence[Order]) -> list[Past]:
    """Return orders as they are shown; their `lines__variant` must be prefetched."""
    images = first_images({line.variant.product_id for order in orders for line in order.lines.all()})
    return [_past(order, images) for order in orders]


def _past(order: Order, images: dict[int, Image]) -> Past:
    lines = order.lines.all()
    products = dict.fromkeys(line.variant.product_id for line in lines)
    shown = (images[product] for product in products if product in images)
    return Past(order, tuple(islice(shown, PICTURES)), sum(line.quantity for line in lines))


@login_required
@never_cache
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show what the shopper's account has: the latest orders, the usual address, how they sign in."""
    orders = request.user.orders.prefetch_related("lines__variant")
    context = {
        "past": past(orders[:LATEST]),
        "address": request.user.addresses.first(),
        "second_factor": is_mfa_enabled(request.user),
    }
    return render(request, "account/home.html", context)


@login_required
@never_cache
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Show the shopper's orders, newest first."""
    orders = request.user.orders.prefetch_related("lines__variant")
    page = Paginator(orders, ORDERS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "orders/history.html", {"orders": page, "past": past(page.object_list)})
