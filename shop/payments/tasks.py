"""Background work of payments."""

from celery import shared_task

from shop.payments import demo_delivery


@shared_task
def deliver_demo_messages() -> None:
    """Tell the shop what happened on `demo`'s page."""
    demo_delivery.deliver_due()
