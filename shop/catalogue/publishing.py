"""Putting products on the shelf, taking them off, and keeping their addresses good."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from shop.catalogue.broadcasts import products_changed
from shop.catalogue.models import Category, FormerSlug, Product, Variant
from shop.catalogue.search.indexing import index
from shop.catalogue.summaries import summarise


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
    name_default_variants(products)
    products_changed(products)
    return len(moved)


@transaction.atomic
def _move(products: QuerySet[Product], state: Product.State) -> int:
    moved = list(products.exclude(state=state).values_list("pk", flat=True))
    Product.objects.filter(pk__in=moved).update(state=state)
    index(moved)
    products_changed(moved)
    return len(moved)


def name_default_variants(products: Collection[int]) -> None:
    """Let the card of each product that shows none or an archived variant show the first that is left.

    Lists leave out a product without a default variant, as one is that has nothing left.
    """
    offered = Variant.objects.filter(product=OuterRef("pk"), archived=False).order_by("position", "pk")
    wrong = Q(default_variant=None) | Q(default_variant__archived=True)
    Product.objects.filter(wrong, pk__in=products).update(default_variant=Subquery(offered.values("pk")[:1]))


@transaction.atomic
def finish_edit(product: Product) -> None:
    """Finish an edit: the card shows a variant that can be bought; lists, search and open pages follow.

    Lists leave out a product without a default variant, so an archived one is replaced here by the
    first that is left, or by none.
    """
    offered = list(product.variants.filter(archived=False))
    if product.default_variant not in offered:
        product.default_variant = offered[0] if offered else None
        product.save(update_fields=["default_variant"])
    summarise([product.pk])
    index([product.pk])
    products_changed([product.pk])


@transaction.atomic
def keep_address(product: Product, former: str) -> None:
    """Let the address that a product had lead to the one it has now."""
    FormerSlug.objects.filter(slug=product.slug).delete()
    FormerSlug.objects.update_or_create(slug=former, defaults={"product": product})


@transaction.atomic
def finish_category_edit(category: Category) -> None:
    """Finish an edit: what is in the category, or below it, is found by the name that it has now."""
    index(Product.objects.within(category).values_list("pk", flat=True))
