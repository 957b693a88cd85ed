"""What the workers do for reviews."""

from celery import shared_task

from shop.reviews import invitations


@shared_task
def invite_to_review() -> None:
    """Ask buyers what they think of what came."""
    invitations.invite()
