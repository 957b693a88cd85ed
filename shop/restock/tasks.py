"""What the workers do for who waits."""

from celery import shared_task

from shop.restock import telling


@shared_task
def tell_of_returns() -> None:
    """Tell who waits for it that something is back in stock."""
    telling.tell_of_returns()
