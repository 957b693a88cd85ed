"""Row locks on products and variants, for who writes what depends on what is there.

Products come before variants, rows in primary-key order. Nobody who holds one waits for a lock on carts,
orders or stock.
"""

from collections.abc import Collection

from django.db import connection
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError

from shop.catalogue.models import Product, Variant


def lock_products(products: Collection[int], *, skip_locked: bool = False) -> list[int]:
    """Lock products until the caller's transaction ends; return their keys.

    Who derives a column reads what it follows from only under this lock, in a statement of its own: so the
    last of several writers has seen what all of them committed.
    """
    rows = Product.objects.select_for_update(no_key=True, skip_locked=skip_locked)
    return list(rows.filter(pk__in=products).order_by("pk").values_list("pk", flat=True))


def lock_variants(variants: QuerySet[Variant]) -> list[Variant]:
    """Lock the variants, their products first. Raises TransactionManagementError outside a transaction.

    All variants of their products are locked: telling open pages of a price counts all their versions on,
    and two who do so for one product would wait for each other.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("A lock lasts as long as its transaction: open one first.")
    wanted = dict(variants.order_by().values_list("pk", "product"))
    products = lock_products(set(wanted.values()))
    beside = Variant.objects.filter(product__in=products).order_by("pk")
    return [
        variant for variant in beside.select_for_update(of=("self",), no_key=True) if variant.pk in wanted
    ]
