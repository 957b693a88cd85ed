"""Writing rows into the catalogue: a batch is one transaction and a handful of queries."""

from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from shop.catalogue.broadcasts import products_changed
from shop.catalogue.models import Product, Variant
from shop.catalogue.search.indexing import index
from shop.catalogue.summaries import summarise
from shop.inventory.receiving import receive_many
from shop.storefront.importing.categories import CategoryTree
from shop.storefront.importing.differences import differing
from shop.storefront.importing.pictures import keep_pictures
from shop.storefront.importing.placing import Placed, Placing
from shop.storefront.importing.rows import Refused, Row
from shop.storefront.importing.slugs import give_slugs

Refusals = list[tuple[Row, Refused]]


class Writer:
    """Writes batches, and counts what they did in `counts`: variants new, changed and unchanged."""

    def __init__(self, stock: int = 0) -> None:
        self._stock = stock
        self._tree = CategoryTree()
        self.counts: Counter[str] = Counter()

    @transaction.atomic
    def write(self, rows: Sequence[Row]) -> Refusals:
        """Write the rows, all of them or (on an error of the database) none; return those refused."""
        placed, refusals = self._place(rows)
        new = [each for each in placed if each.variant is None]
        _make_products([each for each in new if not each.row.parent])
        self._make_variants(new)
        known = [(each, each.variant) for each in placed if each.variant is not None]
        described = _update_products(placed)
        changed = described | _update_variants(known) | keep_pictures(placed)
        index([each.product.pk for each in placed if each.variant is None or each.row.sku in described])
        changed -= {each.row.sku for each in new}
        Product.objects.filter(pk__in={each.product.pk for each in placed if each.row.sku in changed}).touch()
        self.counts.update(new=len(new), changed=len(changed), unchanged=len(known) - len(changed))
        return refusals

    def _place(self, rows: Sequence[Row]) -> tuple[list[Placed], Refusals]:
        placing = Placing(rows, self._tree)
        placed: list[Placed] = []
        refusals: Refusals = []
        for row in rows:
            try:
                placed.append(placing.place(row))
            except Refused as refused:
                refusals.append((row, refused))
        return placed, refusals

    def _make_variants(self, new: Sequence[Placed]) -> None:
        if not new:
            return
        positions = _next_positions(new)
        variants = []
        for each in new:
            position = positions[each.product.pk]
            positions[each.product.pk] += 1
            variants.append(
                Variant(product=each.product, sku=each.row.sku, position=position, **each.row.variant)
            )
        Variant.objects.bulk_create(variants)
        summarise({each.product.pk for each in new})
        units = (self._stock if each.row.stock is None else each.row.stock for each in new)
        receive_many(dict(zip((variant.pk for variant in variants), units, strict=True)))


def _make_products(new: Sequence[Placed]) -> None:
    if new:
        give_slugs(new)
        Product.objects.bulk_create([each.product for each in new])


def _next_positions(new: Sequence[Placed]) -> Counter[int]:
    """Return, by product, the position of its next variant; 0 where it has none."""
    last = Product.objects.filter(pk__in={each.product.pk for each in new}, variants__isnull=False)
    return Counter(
        {
            pk: position + 1
            for pk, position in last.annotate(m=Max("variants__position")).values_list("pk", "m")
        }
    )


def _update_products(placed: Sequence[Placed]) -> set[str]:
    """Write what differs in one query; return the skus of the rows that said so."""
    changes: dict[str, Product] = {}
    fields: set[str] = set()
    for each in placed:
        if each.variant is None or not each.describes_product:
            continue
        values = each.row.product | ({"category_id": each.category.pk} if each.category else {})
        if different := differing(each.product, values):
            changes[each.row.sku] = each.product
            fields |= different
    if changes:
        Product.objects.bulk_update(changes.values(), sorted(fields))
    if "state" in fields:
        products_changed({product.pk for product in changes.values()})
    return set(changes)


def _update_variants(known: Sequence[tuple[Placed, Variant]]) -> set[str]:
    changes: dict[str, Variant] = {}
    fields: set[str] = set()
    for each, variant in known:
        if different := differing(variant, each.row.variant):
            changes[each.row.sku] = variant
            fields |= different
    if changes:
        Variant.objects.bulk_update(changes.values(), sorted(fields))
        products = {variant.product_id for variant in changes.values()}
        summarise(products)
        products_changed(products)
    return set(changes)
