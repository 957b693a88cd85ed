"""Background work of orders."""

from celery import shared_task

from shop.orders import paying_back


@shared_task
def carry_out_refunds() -> None:
    """Give back the money that is to go back."""
    paying_back.carry_out_due()


@shared_task
def expire_unpaid_orders() -> None:
    """Give up the orders that were not paid in time."""
    from shop.orders import unpaid  # which settles, and so asks for refunds, which asks for the task above

    unpaid.expire_unpaid()
