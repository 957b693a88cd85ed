"""What recommendations cost in the shop at hand."""

from collections.abc import Callable
from random import Random
from statistics import median, quantiles
from time import perf_counter

from django.db import transaction

from shop.catalogue.models import Product
from shop.recommendations.following import update
from shop.recommendations.serving import neighbours

SEED = 8
SHOWN = 8
STEPS = 10
READS = 500


def step_seconds() -> tuple[float, float]:
    """Change a product's title, take it back, and so on; return the median and the longest step's seconds."""
    dice = Random(SEED)  # noqa: S311  nobody is to be surprised
    products = dice.choices(Product.objects.listed().values_list("pk", "title"), k=STEPS)
    seconds = [
        _step_seconds(product, f"{title} {words}") for (product, title), (_, words) in _pairs(products)
    ]
    return median(seconds), max(seconds)


def read_seconds() -> float:
    """Return within what time 99 of 100 shelves are read."""
    dice = Random(SEED)  # noqa: S311  nobody is to be surprised
    products = dice.choices(Product.objects.listed().values_list("pk", flat=True), k=READS)
    return quantiles((_seconds(lambda one=one: neighbours([one], SHOWN)) for one in products), n=100)[98]


def _pairs(products: list[tuple[int, str]]) -> list[tuple[tuple[int, str], tuple[int, str]]]:
    return list(zip(products, products[1:] + products[:1], strict=True))


@transaction.atomic
def _step_seconds(product: int, title: str) -> float:
    one = Product.objects.filter(pk=product)
    one.update(title=title[:255])
    one.touch()
    seconds = _seconds(update)
    transaction.set_rollback(True)
    return seconds


def _seconds(done: Callable[[], object]) -> float:
    began = perf_counter()
    done()
    return perf_counter() - began
