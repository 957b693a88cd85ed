"""Products as cards. However many, they cost three queries: words, pictures, stock."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from django.core.cache import caches
from django.db.models import Count, OuterRef, Subquery
from django.urls import reverse

from components.catalogue import Image, ProductCard
from components.rating import Stars
from shop.catalogue.models import Product, ProductQuerySet, Variant
from shop.catalogue.pictures import first_images
from shop.inventory.availability import Availability, availability

ABOVE_THE_FOLD = 4


@dataclass(frozen=True, slots=True)
class Look:
    """What a product's card shows but stock and price, which change by the second."""

    product: int
    variant: int
    title: str
    brand: str
    url: str
    image: Image | None
    options: str
    choices: int
    stars: Stars


def listed() -> ProductQuerySet:
    """Return the products that lists may show."""
    return Product.objects.listed().defer("description")


def looks(products: Iterable[int]) -> list[Look]:
    """Return how the cards of `listed()` products look, up to CATALOGUE_SECONDS old, in their order."""
    keys = {f"look:{pk}": pk for pk in products}
    known = caches["near"].get_many(keys)
    if missing := [pk for key, pk in keys.items() if key not in known]:
        read = {f"look:{look.product}": look for look in _looks(missing)}
        caches["near"].set_many(read)
        known |= read
    images = first_images(keys.values())
    return [replace(known[key], image=images.get(pk)) for key, pk in keys.items() if key in known]


def cards(looks: Sequence[Look], stock: Mapping[int, Availability] | None = None) -> list[ProductCard]:
    """Return the cards, in their order; the first ones load their picture at once.

    What `stock` does not know is left out; without it, stock is read.
    """
    if stock is None:
        stock = availability(look.variant for look in looks)
    there = (look for look in looks if look.variant in stock)
    return [_card(look, stock[look.variant], place < ABOVE_THE_FOLD) for place, look in enumerate(there)]


def buyable(
    looks: Sequence[Look], most: int, stock: Mapping[int, Availability] | None = None
) -> list[ProductCard]:
    """Return the cards of the first of these that can be put in a cart right now; `stock` as for `cards`."""
    if stock is None:
        stock = availability(look.variant for look in looks)
    there = (look for look in looks if look.variant in stock and stock[look.variant].band.buyable)
    return cards(list(islice(there, most)), stock)


def _looks(products: list[int]) -> Iterator[Look]:
    """Read what is alike on a card for some time; pictures have a time of their own."""
    offered = Variant.objects.order_by().filter(product=OuterRef("pk"), archived=False)
    choices = Subquery(offered.values("product").annotate(n=Count("pk")).values("n"))
    shown = ("pk", "default_variant", "title", "brand", "slug", "default_variant__options")
    rows = (
        Product.objects.order_by()
        .filter(pk__in=products, default_variant__isnull=False)
        .values_list(*shown, "rating", "rating_count", choices)
    )
    for pk, variant, title, brand, slug, options, rating, count, many in rows:
        label = Variant(options=options).label if (many or 0) > 1 else ""
        stars = Stars(pk, 0, rating, count)
        yield Look(pk, variant, title, brand, reverse("product", args=[slug]), None, label, many or 0, stars)


def _card(look: Look, state: Availability, eager: bool) -> ProductCard:
    return ProductCard(
        product=look.product,
        title=look.title,
        brand=look.brand,
        url=look.url,
        image=look.image,
        options=look.options,
        choices=look.choices,
        price=state.shown_price(),
        badge=state.badge(),
        button=state.button(),
        stars=look.stars,
        eager=eager,
    )
