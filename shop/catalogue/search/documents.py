"""What the index holds of a product."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import accumulate

from shop.catalogue.models.category import Category
from shop.catalogue.models.product import Product
from shop.catalogue.models.variant import Variant
from shop.catalogue.search.words import indexed_words, joined

SHORTEST_KNOWN = 3


@dataclass(frozen=True, slots=True)
class Document:
    """The words of a product, field by field; skus as one word each."""

    product: int
    title: list[str]
    brand: list[str]
    category: list[str]
    description: list[str]
    skus: list[str]

    @property
    def known(self) -> set[str]:
        """The words that a typo may be corrected to."""
        named = {*self.title, *self.brand, *self.category}
        return {word for word in named if word.isalpha() and len(word) >= SHORTEST_KNOWN}


def documents(products: Collection[int]) -> list[Document]:
    """Read, in three queries, those of the products that lists may show."""
    fields = ("pk", "title", "brand", "description", "category__path")
    shown = Product.objects.filter(state=Product.State.PUBLISHED, default_variant__archived=False)
    rows = list(shown.filter(pk__in=products).order_by("pk").values_list(*fields))
    named = _category_words({path for *_fields, path in rows})
    skus = _skus(pk for pk, *_fields in rows)
    return [
        Document(
            pk,
            list(indexed_words(title)),
            list(indexed_words(brand)),
            named[path],
            list(indexed_words(description)),
            skus[pk],
        )
        for pk, title, brand, description, path in rows
    ]


def _category_words(paths: Collection[str]) -> dict[str, list[str]]:
    """Return, by path, the words of the category and of all above it."""
    ways = {path: list(accumulate(path.split("/"), lambda above, slug: f"{above}/{slug}")) for path in paths}
    steps = {step for way in ways.values() for step in way}
    names = dict(Category.objects.filter(path__in=steps).order_by().values_list("path", "name"))
    return {path: [word for step in way for word in indexed_words(names[step])] for path, way in ways.items()}


def _skus(products: Iterable[int]) -> dict[int, list[str]]:
    skus = defaultdict(list)
    offered = Variant.objects.filter(product__in=list(products), archived=False).order_by()
    for product, sku in offered.values_list("product", "sku"):
        if word := joined(sku):
            skus[product].append(word)
    return skus
