"""Putting products on the shelf, taking them off, and keeping their addresses good."""

from django.db import transaction
from django.db.models import QuerySet

from shop.catalogue.broadcasts import products_changed
from shop.catalogue.models import Category, FormerSlug, Product, Variant
from shop.catalogue.pricing import prices_changed
from shop.catalogue.search.indexing import index


def publish(products: QuerySet[Product]) -> int:
    """Show products in the shop. Returns how many were not there already."""
    return _move(products, Product.State.PUBLISHED)


def archive(products: QuerySet[Product]) -> int:
    """Take products off the shop for good, keeping what orders and stock say of them. Returns how many."""
    return _move(products, Product.State.ARCHIVED)


def restore(products: QuerySet[Product]) -> int:
    """Take archived products out of the archive, as drafts. Returns how many of them were in it."""
    return _move(products.filter(state=Product.State.ARCHIVED), Product.State.DRAFT)


@transaction.atomic
def set_archived(variants: QuerySet[Variant], archived: bool) -> int:
    """Archive variants, or offer them again; their products' cards follow. Returns how many were not so."""
    moved = dict(variants.exclude(archived=archived).values_list("pk", "product_id"))
    Variant.objects.filter(pk__in=moved).update(archived=archived)
    products = set(moved.values())
    index(products)
    prices_changed(products)
    return len(moved)


@transaction.atomic
def _move(products: QuerySet[Product], state: Product.State) -> int:
    moved = list(products.exclude(state=state).values_list("pk", flat=True))
    Product.objects.filter(pk__in=moved).update(state=state)
    index(moved)
    products_changed(moved)
    return len(moved)


@transaction.atomic
def finish_edit(product: Product) -> None:
    """Finish an edit: the card shows a variant that can be bought; lists, search and open pages follow."""
    index([product.pk])
    prices_changed([product.pk])


@transaction.atomic
def keep_address(product: Product, former: str) -> None:
    """Let the address that a product had lead to the one it has now."""
    FormerSlug.objects.filter(slug=product.slug).delete()
    FormerSlug.objects.update_or_create(slug=former, defaults={"product": product})


@transaction.atomic
def finish_category_edit(category: Category) -> None:
    """Finish an edit: what is in the category, or below it, is found by the name that it has now."""
    within = Product.objects.within(category)
    index(within.values_list("pk", flat=True))
    within.touch()
