"""Who may do what at the desk. It is asked of every view, whatever buttons a page shows."""

import re
from collections.abc import Callable
from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from shop.orders.models import Order

VIEW, FULFIL, REFUND = "orders.view_order", "orders.fulfil_order", "orders.refund_order"

DeskView = Callable[..., HttpResponse]  # of a request and an order


def needs(*permissions: str) -> Callable[[DeskView], Callable[..., HttpResponse]]:
    """Let only staff with all of these permissions enter a view, which gets the order that it is about."""

    def guarded(view: DeskView) -> Callable[..., HttpResponse]:
        @wraps(view)
        def enter(request: HttpRequest, pk: int, **more: int) -> HttpResponse:
            if not request.user.has_perms(permissions):
                raise PermissionDenied
            return view(request, get_object_or_404(Order, pk=pk), **more)

        return admin.site.admin_view(enter)

    return guarded


def pk_in(address: str) -> int:
    """Return the primary key that an address of the admin ends with; 0, which nothing has, for none."""
    return int(address) if re.fullmatch(r"[0-9]{1,18}", address) else 0


def page_of(order: Order) -> str:
    """Return where the order is at the desk."""
    return reverse("admin:orders_order_change", args=[order.pk])
