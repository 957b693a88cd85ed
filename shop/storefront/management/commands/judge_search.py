"""The command that judges the search by questions and what shoppers expect of the answers."""

import re
import tomllib
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shop.catalogue.models import Product, Variant
from shop.catalogue.search.finding import find
from shop.catalogue.search.matching import matching
from shop.storefront.cards import listed

FIRST = 5
KEYS = {"typed", "title", "category", "sku", "nothing"}


class Command(BaseCommand):
    help = (
        "Search for what a TOML file lists, as shoppers would, and judge the first five found. Each "
        "[[query]] has `typed` and what one product must fit: `title` and `category` (patterns), `sku`; "
        "or `nothing`."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.toml")
        parser.add_argument("--least", type=int, default=36, help="how many must be met (default: 36)")

    def handle(self, *args: object, **options: Any) -> None:
        queries = _read(options["file"])
        met = sum(self._judge(query) for query in queries)
        self.stdout.write(f"{met} of {len(queries)} met.")
        if met < options["least"]:
            raise CommandError(f"At least {options['least']} were wanted.")

    def _judge(self, query: dict[str, Any]) -> bool:
        first = _first(query["typed"])
        met = not first if query.get("nothing") else any(_fits(product, query) for product in first)
        if not met:
            self.stdout.write(f"missed: {query['typed']!r} found {[product.title for product in first]}")
        return met


def _read(file: Path) -> list[dict[str, Any]]:
    try:
        queries = tomllib.loads(file.read_text())["query"]
    except (OSError, ValueError, KeyError) as error:
        raise CommandError(f"{file} has no queries: {error}") from error
    for query in queries:
        if "typed" not in query or len(query) == 1 or query.keys() - KEYS:
            raise CommandError(f"This query cannot be judged: {query}")
    return queries


def _first(typed: str) -> list[Product]:
    found = matching(listed(), find(typed)).select_related("category")
    return list(found.order_by("rank", "-pk")[:FIRST])


def _fits(product: Product, query: dict[str, Any]) -> bool:
    texts = {"title": product.title, "category": product.category.path}
    patterns = {name: query[name] for name in texts if name in query}
    if not all(re.search(pattern, texts[name], re.IGNORECASE) for name, pattern in patterns.items()):
        return False
    return "sku" not in query or Variant.objects.filter(product=product, sku=query["sku"]).exists()
