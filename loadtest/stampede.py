"""Buyers who want one unit of the drop, at once, and leave with it or without."""

from locust import constant, task
from locust.exception import StopUser

from loadtest.purchase import Purchase, told_by
from loadtest.visitor import Visitor


class Stampede(Visitor):
    """One purchase without a pause: product page, add to cart, checkout, place order, the order's page."""

    wait_time = constant(0)
    purchase = Purchase

    @task
    def rush(self) -> None:
        """Buy one unit and go."""
        purchase = self.purchase(self, self.environment.parsed_options.drop)
        self.tell(told_by(purchase, Purchase.complete))
        raise StopUser
