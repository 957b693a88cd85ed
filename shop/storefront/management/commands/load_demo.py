"""The command that fills a shop with the demo catalogue."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.storefront.demo.accounts import PASSWORD, SHOPPER, make_accounts, open_accounts
from shop.storefront.demo.products import load_products
from shop.storefront.demo.reviews import write_reviews


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
            help="make demo accounts and reviews too; their password is public, so only where nobody comes",
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
            write_reviews(User.objects.get(email=SHOPPER))
