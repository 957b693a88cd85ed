"""Background work of orders."""

from celery import shared_task

from shop.orders import paying_back


@shared_task
def carry_out_refunds() -> None:
    """Give back the money that is to go back."""
    paying_back.carry_out_due()
