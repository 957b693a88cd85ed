"""Background work of orders."""

import logging

from celery import shared_task
from django.conf import settings

from shop.orders import paying_back, reconciliation

logger = logging.getLogger(__name__)


@shared_task
def carry_out_refunds() -> None:
    """Give back the money that is to go back."""
    paying_back.carry_out_due()


@shared_task
def expire_unpaid_orders() -> None:
    """Give up the orders that were not paid in time."""
    from shop.orders import unpaid  # which settles, and so asks for refunds, which asks for the task above

    unpaid.expire_unpaid()


@shared_task
def reconcile_payments() -> None:
    """Report where our payments and the providers' differ."""
    for difference in reconciliation.differences(settings.PAYMENT_PROVIDERS):
        logger.error("Payments differ: %s", difference)
