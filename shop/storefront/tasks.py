"""What the workers do for lists."""

from celery import shared_task

from shop.storefront import likeness


@shared_task
def fold_alike() -> None:
    """Keep what counts listed products as small as it can be."""
    likeness.fold()
