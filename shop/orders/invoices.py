"""Invoice numbers: given late, one after the other, none twice and none left out."""

from django.utils import timezone

from shop.inventory.locking import transactional
from shop.orders.locking import lock_invoice_counter
from shop.orders.models import Invoice, Order


@transactional
def issue(order: Order) -> Invoice:
    """Give the order its invoice, once its money is in or its first parcel leaves; a second time it stays.

    The caller holds the order's lock. Locks the year's counter until the transaction ends, after everything
    else: a transaction that is taken back takes its number back, and the next one gets it.
    """
    if invoice := Invoice.objects.filter(order=order).first():
        return invoice
    counter = lock_invoice_counter(timezone.localdate().year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return Invoice.objects.create(order=order, year=counter.year, sequence=counter.last)


def issued(order: Order) -> Invoice | None:
    """Return the order's invoice. One that is neither paid nor on its way has none, and is not asked."""
    early = order.state == Order.State.AWAITING_PAYMENT and not order.shipments.all()
    return None if early else Invoice.objects.filter(order=order).first()
