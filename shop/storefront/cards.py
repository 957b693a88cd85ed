"""Products as cards. However many, they cost three queries: pictures, choices, stock."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from components.catalogue import Image, Price, ProductCard
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


def listed() -> ProductQuerySet:
    """Return the products that lists may show, each with its default variant loaded."""
    return Product.objects.listed().select_related("default_variant").defer("description")


def looks(products: Sequence[Product]) -> list[Look]:
    """Return how the cards of `listed()` products look, in their order."""
    pks = [product.pk for product in products]
    images, choices = first_images(pks), _choices(pks)
    return [_look(product, images.get(product.pk), choices[product.pk]) for product in products]


def cards(looks: Sequence[Look], stock: Mapping[int, Availability] | None = None) -> list[ProductCard]:
    """Return the cards, in their order; the first ones load their picture at once.

    What `stock` does not know is left out; without it, stock is read.
    """
    if stock is None:
        stock = availability(look.variant for look in looks)
    there = (look for look in looks if look.variant in stock)
    return [_card(look, stock[look.variant], place < ABOVE_THE_FOLD) for place, look in enumerate(there)]


def price_of(state: Availability) -> Price:
    """Return the price as it was read together with the stock."""
    return Price(state.variant, state.price, state.compare_at_price, state.version)


def _look(product: Product, image: Image | None, choices: int) -> Look:
    return Look(
        product=product.pk,
        variant=product.default_variant_id,
        title=product.title,
        brand=product.brand,
        url=product.get_absolute_url(),
        image=image,
        options=product.default_variant.label if choices > 1 else "",
        choices=choices,
    )


def _card(look: Look, state: Availability, eager: bool) -> ProductCard:
    return ProductCard(
        product=look.product,
        title=look.title,
        brand=look.brand,
        url=look.url,
        image=look.image,
        options=look.options,
        choices=look.choices,
        price=price_of(state),
        badge=state.badge(),
        button=state.button(),
        eager=eager,
    )


def _choices(products: list[int]) -> Counter[int]:
    offered = Variant.objects.filter(product__in=products, archived=False).order_by()
    return Counter(dict(offered.values_list("product").annotate(Count("pk"))))
