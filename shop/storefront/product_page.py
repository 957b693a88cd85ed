"""One product's page: the variant that is chosen, the others, pictures, and what is near."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.utils.translation import gettext as _

from components.catalogue import Image, Price, ProductCard
from components.rating import RatingSummary
from components.stock import BuyButton, StockBadge
from shop.catalogue.models import Category, FormerSlug, Product, Variant
from shop.catalogue.pictures import image_of
from shop.inventory.availability import Availability, availability
from shop.reviews.rating import rating_of
from shop.storefront.cards import Look, buyable
from shop.storefront.errors import NoLongerSold, NothingHere
from shop.storefront.similar import SHOWN, Similar, Why, similar
from shop.storefront.tree import breadcrumbs


@dataclass(frozen=True, slots=True)
class Portrait:
    """What the catalogue says of a product: all that its page shows but stock and prices."""

    product: Product
    offered: list[Variant]
    images: list[tuple[int | None, Image]]  # each with the variant that it shows, if it shows one alone
    breadcrumbs: list[Category]
    similar: Similar


@dataclass(frozen=True, slots=True)
class VariantChoice:
    """A variant to choose. The chosen one has no badge here, since the page shows it in large."""

    variant: Variant
    label: str
    url: str
    selected: bool
    badge: StockBadge | None
    state: Availability


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
    related_by: Why
    rating: RatingSummary
    quantity_cap: int = settings.CART_LINE_CAP


def portrait(slug: str) -> Portrait:
    """Return the portrait of the published product at the address, up to CATALOGUE_SECONDS old.

    Raises NothingHere when there is nothing to see there.
    """
    return caches["near"].get_or_set(f"portrait:{slug}", lambda: _portrait(slug))


def moved_to(slug: str) -> Product | None:
    """Return the product that had this address before; not one that shoppers may not know of yet."""
    known = FormerSlug.objects.exclude(product__state=Product.State.DRAFT)
    former = known.filter(slug=slug).select_related("product").first()
    return former and former.product


def product_page(portrait: Portrait, chosen: str | None) -> ProductPage:
    """Return the page of a product, with stock and prices as they are now.

    `chosen` is a variant's pk as the address has it; None chooses the default variant. Raises NothingHere
    for what is not a variant of this product, or was archived.
    """
    variant = _chosen(portrait, chosen)
    shown = [*portrait.offered, *portrait.similar.looks]
    stock = availability(each.variant if isinstance(each, Look) else each.pk for each in shown)
    state = stock.get(variant.pk)
    if state is None:
        raise _no_longer_sold(portrait.product)
    return ProductPage(
        product=portrait.product,
        variant=variant,
        choices=[_choice(each, variant, stock[each.pk]) for each in portrait.offered if each.pk in stock],
        images=_images(portrait, variant),
        price=state.shown_price(),
        badge=state.badge(),
        button=state.button(),
        breadcrumbs=portrait.breadcrumbs,
        related=buyable(portrait.similar.looks, SHOWN, stock),
        related_by=portrait.similar.why,
        rating=rating_of(portrait.product.pk),
    )


def _portrait(slug: str) -> Portrait:
    product = Product.objects.select_related("category").filter(slug=slug).first()
    if product is None or product.state == Product.State.DRAFT:
        raise NothingHere(_("There is no such product."))
    offered = list(product.variants.filter(archived=False))
    if product.state == Product.State.ARCHIVED or not offered:
        raise _no_longer_sold(product)
    return Portrait(
        product=product,
        offered=offered,
        images=[(picture.variant_id, image_of(picture)) for picture in product.pictures.all()],
        breadcrumbs=breadcrumbs(product.category),
        similar=similar(product),
    )


def _chosen(portrait: Portrait, chosen: str | None) -> Variant:
    if chosen is None:
        usual = [variant for variant in portrait.offered if variant.pk == portrait.product.default_variant_id]
        return (usual or portrait.offered)[0]
    for variant in portrait.offered:
        if str(variant.pk) == chosen:
            return variant
    raise NothingHere(_("“%(title)s” does not come like that.") % {"title": portrait.product.title})


def _images(portrait: Portrait, chosen: Variant) -> list[Image]:
    """Return the pictures in the merchant's order, those of the chosen variant before all others."""
    return [image for _variant, image in sorted(portrait.images, key=lambda each: each[0] != chosen.pk)]


def _no_longer_sold(product: Product) -> NoLongerSold:
    said = _("“%(title)s” is no longer sold.") % {"title": product.title}
    archived = product.state == Product.State.ARCHIVED
    return NoLongerSold(said, similar(product).looks, product.category, for_good=archived)


def _choice(variant: Variant, chosen: Variant, state: Availability) -> VariantChoice:
    selected = variant == chosen
    return VariantChoice(
        variant=variant,
        label=variant.label or variant.sku,
        url=f"{variant.product.get_absolute_url()}?variant={variant.pk}",
        selected=selected,
        badge=None if selected else state.badge(),
        state=state,
    )
