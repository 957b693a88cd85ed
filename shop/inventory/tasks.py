"""Background work of inventory."""

from celery import shared_task

from shop.inventory import bands, expiry, low_stock


@shared_task
def sweep_expired_holds() -> None:
    """Give back what carts no longer hold."""
    expiry.sweep_expired_holds()


@shared_task
def heal_stock_bands() -> None:
    """Correct what lists believe of stock, where a process died before it could."""
    bands.heal()


@shared_task
def tell_of_low_stock() -> None:
    """Write to the merchant what has run low."""
    low_stock.tell_of_low_stock()
