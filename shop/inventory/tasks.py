"""Background work of inventory."""

from celery import shared_task

from shop.inventory import bands, expiry


@shared_task
def sweep_expired_holds() -> None:
    """Give back what carts no longer hold."""
    expiry.sweep_expired_holds()


@shared_task
def heal_stock_bands() -> None:
    """Correct what lists believe of stock, where a process died before it could."""
    bands.heal()
