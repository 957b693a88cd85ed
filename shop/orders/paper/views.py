"""Sheets of an order for its shopper: whoever may see the order may open them, and nobody else."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from shop.http import HtmxRequest
from shop.orders.access import visible_order
from shop.orders.models import Invoice, Order, Shipment


@never_cache
@require_GET
def invoice(request: HtmxRequest, number: str) -> HttpResponse:
    """Open the invoice, once there is one."""
    return invoice_of(visible_order(request, number))


@never_cache
@require_GET
def slip(request: HtmxRequest, number: str, parcel: int) -> HttpResponse:
    """Open the slip of a parcel."""
    return slip_of(visible_order(request, number), parcel)


def invoice_of(order: Order) -> HttpResponse:
    """Answer with the order's invoice, which the caller has found that this request may see."""
    issued = Invoice.objects.select_related("order").filter(order=order).first()
    if issued is None:
        raise Http404
    from shop.orders.paper.invoice import invoice_pdf  # what draws PDFs would double every process's start

    return _sheet(invoice_pdf(issued), f"invoice-{issued.number}")


def slip_of(order: Order, parcel: int | None = None) -> HttpResponse:
    """Answer with the slip of a parcel, or of what is still to go out; otherwise as `invoice_of`."""
    sent = get_object_or_404(Shipment, order=order, pk=parcel) if parcel else None
    from shop.orders.paper.slip import slip_pdf  # likewise

    return _sheet(slip_pdf(order, sent), f"slip-{order.number}")


def _sheet(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
