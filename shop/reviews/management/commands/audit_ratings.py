"""Prove that every rating is what its reviews say."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shop.reviews.audit import misrated


class Command(BaseCommand):
    """Exits with an error, naming each product, when average, count or distribution is not true."""

    help = (
        "Prove that average, count, distribution and rank of every product are what its published reviews "
        "say; exits non-zero and names the products when not."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, in one statement."""
        problems = misrated()
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(f"The audit found {len(problems)} problem(s).")
        self.stdout.write("Ratings are what reviews say.")
