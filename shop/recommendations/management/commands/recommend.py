"""The command that shows an operator what is recommended beside a product, and how like it that is."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shop.catalogue.models import Variant
from shop.recommendations.models import Build, Neighbour
from shop.recommendations.serving import neighbours


class Command(BaseCommand):
    help = "Print what is like a product, in the order of its shelf, with the cosine of their texts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sku", metavar="SKU")

    def handle(self, *args: object, **options: Any) -> None:
        variant = Variant.objects.select_related("product").filter(sku=options["sku"]).first()
        if variant is None:
            raise CommandError(f"No product has the SKU “{options['sku']}”.")
        if not Build.objects.filter(current=True).exists():
            raise CommandError("Nothing was built yet: manage.py build_recommendations")
        self._show(variant)

    def _show(self, variant: Variant) -> None:
        product = variant.product
        self.stdout.write(f"{product.title} ({product.brand or 'no brand'}, {product.category})")
        near = Neighbour.objects.filter(build__current=True, product=product).order_by("rank")
        shown = set(neighbours([product.pk], len(near)))
        for each in near.select_related("other__category", "other__default_variant"):
            other = each.other
            sku = other.default_variant.sku if other.default_variant else "–"
            hidden = "" if other.pk in shown else "  (not now: sold out or hidden)"
            self.stdout.write(f"{each.score:7.3f}  {sku:<20} {other.title}, {other.category}{hidden}")
        if not near:
            self.stdout.write("Nothing is like it: pages show what is popular in its category.")
