"""Background work of carts."""

from celery import shared_task

from shop.cart import reminders


@shared_task
def remind_of_ending_holds() -> None:
    """Write to shoppers whose holds run out soon."""
    reminders.remind()
