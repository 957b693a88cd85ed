"""The command that loads products from a CSV file."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from shop.storefront.importing.images import Images
from shop.storefront.importing.lines import Unreadable
from shop.storefront.importing.loading import Summary, import_products

HELP = """Load products from a CSV file, plain or gzip, in UTF-8.

The first line names the columns, in any order:
  sku, name, price    needed in each row; a sku that is in the shop is updated
  brand, description
  category            as in "Kitchen > Kettles"; empty means "Uncategorised"
  list_price          what it cost before; shown when it is above the price
  stock               units that come in with the first import of a sku. A repeat never
                      touches stock: the shop has sold some since
  image               files in the image folder or zip archive, by their path in it, several
                      parted by "|"; alt: a text for each. JPEG, PNG, WebP, AVIF or GIF; each is
                      written anew, without what a camera noted. Network addresses are refused.
                      Those of a variant's row come first where that variant is chosen
  parent sku          see below
  options             as in "Size=M; Colour=Ink"
  weight              in grams
  tax class           standard, reduced or zero
  barcode
  hold_seconds        how long a cart keeps a unit; 0 claims it with the order
  state               published (the default), draft or archived
  archived            yes or no, of a variant
An empty cell means the default. A column that the file does not have is left alone.
A product keeps its address when its name changes. A backslash keeps > ; and = from parting a
category or an option in two. An apostrophe before a cell that begins like a formula (= + - @)
is taken off: spreadsheets need it, and export_products writes it.

Variants: a row without a parent sku (or with its own) is a product, and its first variant.
A row with a parent sku is one more variant of the product that the parent belongs to; the
parent is in the shop or on a row above. Only its variant's columns and images are read.

A repeat changes nothing. Refused rows are written, with line and reason, to a file that can
be corrected and imported as it is; all other rows load. A file that is damaged, not in UTF-8,
or no such table is refused as a whole, before anything is loaded."""


class Command(BaseCommand):
    help = HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv[.gz]")
        parser.add_argument(
            "--images",
            type=Path,
            metavar="DIR|ZIP",
            help="where images are; the folder of FILE when not given",
        )
        where = "default: imports/<name>-refused.csv in the data folder"
        parser.add_argument("--refused", type=Path, metavar="FILE", help=where)
        says = "say what would be loaded and refused, and load nothing; on SQLite the shop waits meanwhile"
        parser.add_argument("--check", action="store_true", help=says)
        parser.add_argument(
            "--stock", type=int, default=0, help="units for new skus whose row says nothing of stock"
        )

    def handle(self, *args: object, **options: Any) -> None:
        path, stock, check = options["file"], options["stock"], options["check"]
        if stock < 0:
            raise CommandError("--stock cannot be negative.")
        refused = (
            options["refused"] or settings.DATA_DIR / "imports" / f"{path.name.split('.')[0]}-refused.csv"
        )
        try:
            with Images(options["images"] or path.parent) as images:
                summary = import_products(
                    path, images, refused, stock=stock, check=check, progress=self._progress
                )
        except (OSError, Unreadable) as error:
            raise CommandError(str(error)) from error
        self._report(summary, refused)
        if check:
            self.stdout.write("This was a check: nothing was loaded.")

    def _progress(self, rows: int, share: float) -> None:
        self.stdout.write(f"{rows:9,} rows read, {share:4.0%} of the file")

    def _report(self, summary: Summary, refused: Path) -> None:
        if summary.ignored_columns:
            self.stdout.write(f"Columns ignored: {', '.join(map(repr, summary.ignored_columns))}.")
        self.stdout.write(
            f"{summary.new:,} new, {summary.changed:,} changed, {summary.unchanged:,} unchanged, "
            f"{summary.refused:,} refused."
        )
        if summary.refused:
            self.stdout.write(f"Refused rows, with line and reason: {refused}")
