"""Prove that no unit was sold twice, lost, or sold to nobody."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shop.inventory.audit import imbalances
from shop.orders.audit import disagreements


class Command(BaseCommand):
    """Exits with an error, naming each variant, when stock, reservations and orders do not add up."""

    help = "Prove that stock, reservations and orders add up; exits non-zero and names the variants when not."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run both halves of the audit."""
        problems = [*map(str, imbalances()), *disagreements()]
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"The audit found {len(problems)} problem(s).")
        self.stdout.write("Stock, reservations and orders add up.")
