"""Neighbours for any test, without texts to find them by."""

from shop.catalogue.models import Product
from shop.recommendations.models import Build, Neighbour


def make_neighbours(product: Product, *others: Product) -> None:
    """Make these the neighbours of the product in the current build, the nearest first."""
    build, _new = Build.objects.get_or_create(current=True, defaults={"state": Build.State.READY})
    Neighbour.objects.bulk_create(
        Neighbour(build=build, product=product, other=other, score=1 / (rank + 2), rank=rank)
        for rank, other in enumerate(others)
    )
