"""Locks on products, for who writes what is derived from something else."""

from collections.abc import Collection

from shop.catalogue.models import Product


def lock_products(products: Collection[int], *, skip_locked: bool = False) -> list[int]:
    """Lock products, in primary-key order, until the caller's transaction ends; return their keys.

    Who derives a column reads what it follows from only under this lock, in a statement of its own: so the
    last of several writers has seen what all of them committed.
    """
    rows = Product.objects.select_for_update(no_key=True, skip_locked=skip_locked)
    return list(rows.filter(pk__in=products).order_by("pk").values_list("pk", flat=True))
