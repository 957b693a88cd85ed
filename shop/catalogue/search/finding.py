"""What a search finds, as it was typed or mended."""

from dataclasses import dataclass

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat, StrIndex

from shop.catalogue.models.product import ProductQuerySet
from shop.catalogue.search.correction import corrected
from shop.catalogue.search.engines import engine
from shop.catalogue.search.words import Asked, asked_for

CAP = 1000  # products; nobody looks further, and all that a page costs is bounded by it
FEW = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: at most CAP products, the best first.

    `shown` is what they were found by: what was typed or, where that found nothing, what was probably meant.
    `meant` is what was probably meant where the typed words found a little.
    """

    typed: str
    shown: str
    products: tuple[int, ...]
    meant: str = ""

    @property
    def mended(self) -> bool:
        """Whether something else is shown than was typed."""
        return self.shown != self.typed

    @property
    def more(self) -> bool:
        """Whether more products may match than were found."""
        return len(self.products) >= CAP

    @property
    def asked(self) -> Asked:
        """The words that the products were found by."""
        return asked_for(self.shown)


def find(query: str, *, exactly: bool = False) -> Found:
    """Ask the index, and where it knows little of what was typed also for what was probably meant."""
    asked = asked_for(query)
    products = _best(asked)
    better = corrected(asked) if len(products) <= FEW and not exactly else None
    others = _best(asked_for(better)) if better else ()
    if not products and better and others:
        return Found(query, better, others)
    return Found(query, query, products, better if better and len(others) > len(products) else "")


def matching(products: ProductQuerySet, found: Found) -> ProductQuerySet:
    """Keep what was found. Products get a `rank`, the best match's is the smallest; at most CAP are left."""
    order = Value("".join(f",{product}" for product in found.products) + ",")
    place = Concat(Value(","), Cast("pk", CharField()), Value(","), output_field=CharField())
    return products.filter(pk__in=found.products).annotate(rank=StrIndex(order, place))


def _best(asked: Asked) -> tuple[int, ...]:
    return tuple(engine().best(asked, CAP)) if asked.words else ()
