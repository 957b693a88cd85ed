"""Prove that lists filter and sort by what is true."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shop.catalogue import summaries
from shop.inventory import bands
from shop.storefront import likeness


class Command(BaseCommand):
    """Exits with an error, naming each product, when one stands in lists by what it is not."""

    help = (
        "Prove that lowest price, sale, stock band and default variant of every product are what its "
        "variants and their stock say; exits non-zero and names the products when not."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the way to mend what is found."""
        parser.add_argument("--repair", action="store_true", help="set right what is wrong, and look again")

    def handle(self, *args: Any, **options: Any) -> None:
        """Repair if asked to, then compare: one statement for each kind of lie."""
        if options["repair"]:
            summaries.repair()
            bands.heal()
            likeness.repair()
        problems = list(_problems())
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"The audit found {len(problems)} problem(s).")
        self.stdout.write("Lists filter and sort by what is true.")


def _problems() -> Iterator[str]:
    for what, untrue in (
        ("lowest price, sale or default variant is not that of what it is offered as", summaries.untrue()),
        ("stock band is not that of what it is offered as", bands.untrue()),
    ):
        yield from (f"{slug}: its {what}" for slug in untrue.values_list("slug", flat=True))
    for kind, many in likeness.astray().items():
        yield f"{many:+} products of {kind}: listed but not counted beside lists, or the other way round"
