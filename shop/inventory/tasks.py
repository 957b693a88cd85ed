"""Background work of inventory."""

from celery import shared_task

from shop.inventory import expiry


@shared_task
def sweep_expired_holds() -> None:
    """Give back what carts no longer hold."""
    expiry.sweep_expired_holds()
