"""Deciding which product each row of a batch belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from shop.catalogue.models import Category, Product, Variant
from shop.storefront.importing.categories import CategoryTree
from shop.storefront.importing.cells import UNCATEGORISED
from shop.storefront.importing.rows import Refused, Row


@dataclass(frozen=True, slots=True)
class Placed:
    """A row, its product (unsaved when new) and its variant (None when new)."""

    row: Row
    product: Product
    variant: Variant | None
    category: Category | None = None  # None leaves the product's as it is

    @property
    def describes_product(self) -> bool:
        """Whether name, brand, category and description of the row are its product's.

        They are in the row of a product's first variant; so a file without a parent column can
        update later variants without renaming their product.
        """
        return not self.row.parent and (self.variant is None or self.variant.position == 0)


class Placing:
    """Places the rows of one batch; reads all that is known about their skus in one query."""

    def __init__(self, rows: Sequence[Row], tree: CategoryTree) -> None:
        self._tree = tree
        wanted = {sku for row in rows for sku in (row.sku, row.parent) if sku}
        known = Variant.objects.filter(sku__in=wanted).select_related("product")
        self._known = {variant.sku: variant for variant in known}
        products: dict[int, Product] = {}
        self._homes = {
            sku: products.setdefault(variant.product_id, variant.product)
            for sku, variant in self._known.items()
        }

    def place(self, row: Row) -> Placed:
        """Return the row's place. Raises Refused for an unknown or another parent."""
        variant = self._known.get(row.sku)
        home = self._homes.get(row.sku)
        if row.parent:
            home = self._parent(row, home)
        category = self._category(row, new=home is None)
        placed = Placed(row, home or Product(**row.product, category=category), variant, category)
        self._homes[row.sku] = placed.product
        return placed

    def _parent(self, row: Row, home: Product | None) -> Product:
        parent = self._homes.get(row.parent)
        if parent is None:
            raise Refused(_("The parent “%s” is neither in the shop nor on a good row above.") % row.parent)
        if home not in (None, parent):
            raise Refused(_("The sku is in the shop already, under another product."))
        return parent

    def _category(self, row: Row, *, new: bool) -> Category | None:
        if row.category is None and not new:
            return None
        return self._tree.node(row.category or (UNCATEGORISED,))
