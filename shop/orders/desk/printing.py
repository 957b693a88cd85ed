"""An order's sheets at the desk."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from shop.orders.desk.entering import VIEW, needs
from shop.orders.models import Order
from shop.orders.paper.views import invoice_of, slip_of


@needs(VIEW)
@require_GET
def invoice_view(_request: HttpRequest, order: Order) -> HttpResponse:
    """Open the invoice, once there is one."""
    return invoice_of(order)


@needs(VIEW)
@require_GET
def slip_view(_request: HttpRequest, order: Order, parcel: int | None = None) -> HttpResponse:
    """Open the slip of a parcel, or of what there is to pack."""
    return slip_of(order, parcel)
