"""The command that writes the products to a CSV file."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError

from shop.catalogue.models import Product
from shop.storefront.exporting import exported


class Command(BaseCommand):
    help = (
        "Write all products to a CSV file in UTF-8 that import_products reads. Importing it here changes "
        "nothing; imported into an empty shop it gives the same products. Pictures, addresses and what was "
        "sold are not in it. Cells that a spreadsheet would run as a formula begin with an apostrophe, which "
        "the import takes off."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", metavar="FILE.csv", help="default: standard output")

    def handle(self, *args: object, **options: Any) -> None:
        if options["file"] is None:
            _write(sys.stdout.buffer)
            return
        try:
            with options["file"].open("wb") as file:
                _write(file)
        except OSError as error:
            raise CommandError(str(error)) from error


def _write(file: BinaryIO) -> None:
    file.writelines(exported(Product.objects.all()))
