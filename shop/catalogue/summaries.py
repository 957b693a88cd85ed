"""What lists sort and filter by, kept true on the product: its lowest price, and whether it is on sale."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Exists, F, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from shop.catalogue.locking import lock_products
from shop.catalogue.models import Product, ProductQuerySet, Variant

BATCH = 500  # products repaired at a time, so that no lock is held for long

_OFFERED = Variant.objects.order_by().filter(product=OuterRef("pk"), archived=False)
_LOWEST = Subquery(_OFFERED.values("product").annotate(lowest=Min("price")).values("lowest"))
_ON_SALE = Exists(_OFFERED.filter(compare_at_price__gt=F("price")))
_NO_PRICE = Value(-1)  # compared instead of NULL, which equals nothing; prices are never below 0


@transaction.atomic
def summarise(products: Collection[int]) -> None:
    """Set lowest price and sale of these products by what they are offered as; write only what differs.

    Belongs into the transaction that changed a variant, after the change. Locks the products.
    """
    untrue().filter(pk__in=lock_products(products)).update(lowest_price=_LOWEST, on_sale=_ON_SALE)


def repair() -> None:
    """Set right what is not true of any product: what changed a variant behind the verbs' back left that."""
    wrong = list(untrue().values_list("pk", flat=True))
    for start in range(0, len(wrong), BATCH):
        summarise(wrong[start : start + BATCH])


def untrue() -> ProductQuerySet:
    """Return the products whose lowest price or sale is not what their variants say."""
    lowest = Coalesce(_LOWEST, _NO_PRICE, output_field=Product._meta.get_field("lowest_price"))
    products = Product.objects.order_by().alias(true_lowest=lowest, truly_on_sale=_ON_SALE)
    same_price = Q(true_lowest=Coalesce("lowest_price", _NO_PRICE))
    return products.exclude(same_price, on_sale=F("truly_on_sale"))
