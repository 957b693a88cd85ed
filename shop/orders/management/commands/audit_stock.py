"""Prove that no unit was sold twice, lost, or sold to nobody, and that money adds up."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shop.inventory.audit import imbalances
from shop.orders.audit import disagreements
from shop.orders.money_audit import money_disagreements


class Command(BaseCommand):
    """Exits with an error, naming each variant or order, when units or money do not add up."""

    help = "Prove that stock, reservations, orders and money add up; exits non-zero and names what does not."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the audit of units, of orders, and of money."""
        problems = [*map(str, imbalances()), *disagreements(), *money_disagreements()]
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"The audit found {len(problems)} problem(s).")
        self.stdout.write("Stock, reservations, orders and money add up.")
