"""What the workers do for mail."""

from celery import shared_task

from shop.notifications import sending


@shared_task
def send_mail(pk: int) -> None:
    """Send one mail, unless it is sent or another worker has it."""
    sending.send(pk)


@shared_task
def send_waiting_mail() -> None:
    """Send every mail that is due: handed over in vain, refused for the moment, or left by a crash."""
    sending.send_due()
