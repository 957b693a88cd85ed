"""The row locks of orders: the order's after the cart's and before stock's, the invoice counter's last."""

from django.db.models import QuerySet

from shop.inventory.locking import locked, require_transaction
from shop.orders.models import InvoiceCounter, Order


def lock_order(pk: int) -> Order:
    """Lock the order until the transaction ends."""
    return locked(Order.objects.filter(pk=pk)).get()


def lock_orders(rows: QuerySet[Order]) -> list[Order]:
    """Lock orders until the transaction ends, in primary-key order."""
    return list(locked(rows))


def lock_invoice_counter(year: int) -> InvoiceCounter:
    """Lock the year's counter, which begins at 0, until the transaction ends. Nothing is locked after it."""
    require_transaction()
    InvoiceCounter.objects.bulk_create([InvoiceCounter(year=year)], ignore_conflicts=True)
    return locked(InvoiceCounter.objects.filter(pk=year)).get()
