"""Keeping the index. Whatever changes a title, brand, category, description, SKU or state calls `index`."""

from collections.abc import Collection, Iterator

from django.db import transaction

from shop.catalogue.models.product import Product
from shop.catalogue.search.documents import documents
from shop.catalogue.search.engines import engine

BATCH = 1000


@transaction.atomic
def index(products: Collection[int]) -> None:
    """Make search find these products as they are now, and not at all where lists do not show them.

    Called in the transaction that changed them. Up to BATCH products cost the same few statements as one.
    """
    for batch in _batches(sorted(set(products))):
        read = documents(batch)
        gone = set(batch) - {document.product for document in read}
        if gone:
            engine().forget(gone)
        if read:
            engine().write(read)


@transaction.atomic
def rebuild() -> int:
    """Forget the index and make it anew, known words included. Returns how many products were read."""
    engine().clear()
    products = list(Product.objects.order_by("pk").values_list("pk", flat=True))
    index(products)
    return len(products)


def _batches(products: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(products), BATCH):
        yield products[start : start + BATCH]
