"""The command that fills a shop with the demo catalogue."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from shop.catalogue.models import Product
from shop.storefront.demo.accounts import PASSWORD, make_accounts, open_accounts
from shop.storefront.demo.products import load_products


class Command(BaseCommand):
    help = (
        "Load the demo catalogue with its pictures, and with --accounts the demo accounts. "
        "Safe to repeat: what is there is left alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="load nothing when the shop has any product"
        )
        parser.add_argument(
            "--accounts",
            action="store_true",
            help="make the demo accounts too; their password is public, so only where nobody else comes",
        )

    def handle(self, *args: object, **options: Any) -> None:
        if options["if_empty"] and Product.objects.exists():
            self.stdout.write("The shop has products; the demo catalogue is not loaded.")
        else:
            self._load(accounts=options["accounts"])
        for email in open_accounts():
            self.stdout.write(f"Demo account: {email}, password {PASSWORD}")

    def _load(self, *, accounts: bool) -> None:
        summary = load_products()
        self.stdout.write(f"Demo catalogue: {summary.new} variants new, {summary.unchanged} already there.")
        if accounts:
            make_accounts()
