"""What lists show a product by, kept true on it: lowest price, sale, and the variant that its card shows."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Case, Exists, F, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from shop.catalogue.locking import lock_products
from shop.catalogue.models import Product, ProductQuerySet, Variant

BATCH = 500  # products repaired at a time, so that no lock is held for long

_OFFERED = Variant.objects.order_by().filter(product=OuterRef("pk"), archived=False)
_LOWEST = Subquery(_OFFERED.values("product").annotate(lowest=Min("price")).values("lowest"))
_ON_SALE = Exists(_OFFERED.filter(compare_at_price__gt=F("price")))
_STILL_OFFERED = Exists(_OFFERED.filter(pk=OuterRef("default_variant")))
_FIRST = Subquery(_OFFERED.order_by("position", "pk").values("pk")[:1])
_SHOWN = Case(When(_STILL_OFFERED, then=F("default_variant")), default=_FIRST)
_NOTHING = Value(-1)  # compared instead of NULL, which equals nothing; neither prices nor keys are below 0


@transaction.atomic
def summarise(products: Collection[int]) -> None:
    """Set lowest price, sale and default variant by what is offered; write only what differs.

    The default variant stays what it is while it is offered, else it is the first that is, or none.
    Belongs into the transaction that changed a variant, after the change. Locks the products.
    """
    wrong = untrue().filter(pk__in=lock_products(products))
    wrong.update(lowest_price=_LOWEST, on_sale=_ON_SALE, default_variant=_SHOWN)


def repair() -> None:
    """Set right what is not true of any product: what changed a variant behind the verbs' back left that."""
    wrong = list(untrue().values_list("pk", flat=True))
    for start in range(0, len(wrong), BATCH):
        summarise(wrong[start : start + BATCH])


def untrue() -> ProductQuerySet:
    """Return the products of which any of these is not what their variants say."""
    lowest = Coalesce(_LOWEST, _NOTHING, output_field=Product._meta.get_field("lowest_price"))
    shown = Coalesce(_SHOWN, _NOTHING, output_field=Product._meta.pk)
    products = Product.objects.order_by().alias(true_lowest=lowest, true_sale=_ON_SALE, true_shown=shown)
    same = Q(true_lowest=Coalesce("lowest_price", _NOTHING), true_shown=Coalesce("default_variant", _NOTHING))
    return products.exclude(same, on_sale=F("true_sale"))
