"""What the workers do for the catalogue."""

from celery import shared_task

from shop.catalogue import scheduling
from shop.catalogue.imaging import making

AT_A_TIME = 20.0  # seconds, after which a worker is free for other tasks


@shared_task
def make_waiting_pictures() -> None:
    """Make the renditions of pictures that came in: handed over, or left by a crash."""
    making.make_in_turn(AT_A_TIME)


@shared_task
def set_due_prices() -> None:
    """Start and end scheduled prices."""
    scheduling.set_due_prices()
