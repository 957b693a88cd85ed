"""Products as cards. However many, they cost three queries: pictures, choices, stock."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Count

from components.catalogue import Price, ProductCard
from shop.catalogue.models import Product, ProductQuerySet, Variant
from shop.catalogue.pictures import first_images
from shop.inventory.availability import Availability, availability

ABOVE_THE_FOLD = 4


def listed() -> ProductQuerySet:
    """Return the products that lists may show, each with its default variant loaded.

    A product without one, or whose default variant was archived behind the verbs' back, is left out.
    """
    shown = Product.objects.published().filter(default_variant__archived=False)
    return shown.select_related("default_variant").defer("description")


def cards(products: Sequence[Product]) -> list[ProductCard]:
    """Return the cards of `listed()` products, in their order; the first ones load their picture at once."""
    pks = [product.pk for product in products]
    images, choices = first_images(pks), _choices(pks)
    stock = availability(product.default_variant_id for product in products)
    return [
        ProductCard(
            product=product.pk,
            title=product.title,
            brand=product.brand,
            url=product.get_absolute_url(),
            image=images.get(product.pk),
            options=product.default_variant.label if choices[product.pk] > 1 else "",
            choices=choices[product.pk],
            price=price_of(stock[product.default_variant_id]),
            badge=stock[product.default_variant_id].badge(),
            button=stock[product.default_variant_id].button(),
            eager=place < ABOVE_THE_FOLD,
        )
        for place, product in enumerate(products)
    ]


def price_of(state: Availability) -> Price:
    """Return the price as it was read together with the stock."""
    return Price(state.variant, state.price, state.compare_at_price, state.version)


def _choices(products: list[int]) -> Counter[int]:
    offered = Variant.objects.filter(product__in=products, archived=False).order_by()
    return Counter(dict(offered.values_list("product").annotate(Count("pk"))))
