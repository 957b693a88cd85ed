"""One product's page: the variant that is chosen, the others, pictures, and what is near."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from components.catalogue import Image, Price, ProductCard
from components.stock import BuyButton, StockBadge
from shop.catalogue.models import Category, FormerSlug, Picture, Product, Variant
from shop.catalogue.pictures import image_of
from shop.inventory.availability import Availability, availability
from shop.storefront.cards import cards, listed, price_of
from shop.storefront.errors import NothingHere
from shop.storefront.tree import breadcrumbs

RELATED = 4


@dataclass(frozen=True, slots=True)
class VariantChoice:
    """A variant to choose. The chosen one has no badge here, since the page shows it in large."""

    variant: Variant
    label: str
    url: str
    selected: bool
    badge: StockBadge | None


@dataclass(frozen=True, slots=True)
class ProductPage:
    """What a product's page shows."""

    product: Product
    variant: Variant
    choices: list[VariantChoice]
    images: list[Image]
    price: Price
    badge: StockBadge
    button: BuyButton
    breadcrumbs: list[Category]
    related: list[ProductCard]
    quantity_cap: int = settings.CART_LINE_CAP


def find_product(slug: str) -> Product:
    """Return the published product at the address, with `offered` variants and pictures.

    Raises NothingHere when there is nothing to see there.
    """
    offered = Prefetch("variants", Variant.objects.filter(archived=False), to_attr="offered")
    pictures = Prefetch("pictures", Picture.objects.select_related("product"))
    products = Product.objects.select_related("category").prefetch_related(offered, pictures)
    found = products.filter(slug=slug).first()
    if found is None or found.state == Product.State.DRAFT:
        raise NothingHere(_("There is no such product."))
    if found.state == Product.State.ARCHIVED or not found.offered:
        raise NothingHere(_("“%(title)s” is no longer sold.") % {"title": found.title})
    return found


def moved_to(slug: str) -> Product | None:
    """Return the product that had this address before."""
    former = FormerSlug.objects.filter(slug=slug).select_related("product").first()
    return former and former.product


def product_page(product: Product, chosen: str | None) -> ProductPage:
    """Read the page of a product from `find_product`.

    `chosen` is a variant's pk as the address has it; None chooses the default variant. Raises NothingHere
    for what is not a variant of this product, or was archived.
    """
    variant = _chosen(product, chosen)
    stock = availability(offered.pk for offered in product.offered)
    state = stock[variant.pk]
    return ProductPage(
        product=product,
        variant=variant,
        choices=[_choice(offered, variant, stock[offered.pk]) for offered in product.offered],
        images=[image_of(picture) for picture in product.pictures.all()],
        price=price_of(state),
        badge=state.badge(),
        button=state.button(),
        breadcrumbs=breadcrumbs(product.category),
        related=_related(product),
    )


def _chosen(product: Product, chosen: str | None) -> Variant:
    if chosen is None:
        usual = [variant for variant in product.offered if variant.pk == product.default_variant_id]
        return (usual or product.offered)[0]
    for variant in product.offered:
        if str(variant.pk) == chosen:
            return variant
    raise NothingHere(_("“%(title)s” does not come like that.") % {"title": product.title})


def _choice(variant: Variant, chosen: Variant, state: Availability) -> VariantChoice:
    selected = variant == chosen
    return VariantChoice(
        variant=variant,
        label=variant.label or variant.sku,
        url=f"{chosen.product.get_absolute_url()}?variant={variant.pk}",
        selected=selected,
        badge=None if selected else state.badge(),
    )


def _related(product: Product) -> list[ProductCard]:
    near = listed().filter(category=product.category).exclude(pk=product.pk).order_by("-pk")
    return cards(list(near[:RELATED]))
