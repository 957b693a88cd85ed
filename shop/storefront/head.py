"""What the head of a page says to search engines, and to whoever shows a link to it."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from components.catalogue import Image, ProductCard
from shop.http import absolute
from shop.storefront import structured_data
from shop.storefront.front_page import FrontPage
from shop.storefront.listing import Listing
from shop.storefront.product_page import ProductPage

# Characters; search engines cut what is longer.
TITLE_LENGTH = 60
DESCRIPTION_LENGTH = 155
LOOKED_AT = 1000  # of a text that may be a hundred pages long


@dataclass(frozen=True, slots=True)
class Head:
    """Texts of bearable length, a picture, and the same for machines. `price` is a product's."""

    title: str
    description: str
    structured: SafeString
    image: Image | None = None
    price: str = ""
    site: str = settings.SHOP_NAME
    currency: str = settings.CURRENCY


def of_home(page: FrontPage) -> Head:
    """Return the head of the home page."""
    title = _("Things worth being quick for")
    return Head(title, _promise(), structured_data.script(*structured_data.shop()), _first_image(page.cards))


def of_list(listing: Listing) -> Head:
    """Return the head of a list of products."""
    title = shortened(listing.title, TITLE_LENGTH)
    description = f"{title}: {_promise()}"
    trail = [structured_data.trail(listing.breadcrumbs)] if listing.breadcrumbs else []
    return Head(title, description, structured_data.script(*trail), _first_image(listing.cards))


def of_product(page: ProductPage) -> Head:
    """Return the head of a product's page."""
    product = page.product
    description = shortened(product.description, DESCRIPTION_LENGTH) or _introduction(page)
    trail = structured_data.trail(page.breadcrumbs, (product.title, product.get_absolute_url()))
    return Head(
        title=shortened(product.title, TITLE_LENGTH),
        description=description,
        structured=structured_data.script(structured_data.product(page, description), trail),
        image=_absolute(page.images[0]) if page.images else None,
        price=str(page.price.amount),
    )


def shortened(text: str, length: int) -> str:
    """Return the text in one line of at most that many characters, cut between words where there are any."""
    line = " ".join(text[:LOOKED_AT].split())
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(",;:–-") + "…"


def _introduction(page: ProductPage) -> str:
    """Say in a sentence what there is, for a product without a description."""
    names = {"title": page.product.title, "brand": page.product.brand, "category": page.product.category.name}
    if page.product.brand:
        said = _("%(title)s by %(brand)s, from %(category)s.") % names
    else:
        said = _("%(title)s, from %(category)s.") % names
    return shortened(f"{said} {_promise()}", DESCRIPTION_LENGTH)


def _promise() -> str:
    return _("Well-made things, sold honestly: what the page says is in stock is in stock.")


def _first_image(cards: list[ProductCard]) -> Image | None:
    return next((_absolute(card.image) for card in cards if card.image), None)


def _absolute(image: Image) -> Image:
    return replace(image, src=absolute(image.src))
