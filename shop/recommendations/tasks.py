"""What the workers do for recommendations."""

from contextlib import suppress

from celery import shared_task

from shop.recommendations import building, popularity, updating


@shared_task
def follow_changes() -> None:
    """Let shelves follow what the catalogue says."""
    updating.follow_changes()


@shared_task
def rebuild() -> None:
    """Learn anew which words tell how much, and find everybody's neighbours."""
    with suppress(building.AlreadyBuilding):
        building.build()


@shared_task
def count_sales() -> None:
    """Count what sells."""
    popularity.count_sales()
