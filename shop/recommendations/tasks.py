"""What the workers do for recommendations."""

from celery import shared_task

from shop.recommendations import following, popularity


@shared_task
def follow_changes() -> None:
    """Let shelves follow what the catalogue says."""
    following.follow_changes()


@shared_task
def rebuild() -> None:
    """Learn anew which words tell how much, and find everybody's neighbours."""
    following.rebuild()


@shared_task
def count_sales() -> None:
    """Count what sells."""
    popularity.count_sales()
