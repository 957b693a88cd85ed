"""What a page says to machines, as JSON-LD in the words of schema.org.

Which properties search engines need: https://developers.google.com/search/docs/appearance/structured-data
"""

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from components.rating import MOST_STARS, RatingSummary
from components.stock import Band
from shop.catalogue.models import Category
from shop.http import absolute
from shop.storefront.product_page import ProductPage, VariantChoice

Thing = dict[str, Any]

# What the page says about stock, as schema.org's ItemAvailability says it.
AVAILABILITY = {
    Band.AVAILABLE: "https://schema.org/InStock",
    Band.FEW_LEFT: "https://schema.org/LimitedAvailability",
    Band.ALL_HELD: "https://schema.org/OutOfStock",
    Band.SOLD_OUT: "https://schema.org/SoldOut",
}
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
# Nothing in a text can end the element, or a line of the script.
ESCAPES = {ord(character): f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}


def script(*things: Thing) -> SafeString:
    """Return the things as a data block, which no policy on scripts concerns; nothing for nothing."""
    if not things:
        return SafeString()
    data = {"@context": "https://schema.org", "@graph": things}
    text = ENCODER.encode(data).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  escaped above


def product(page: ProductPage, description: str) -> Thing:
    """Describe the product with an offer for each variant: price and stock as the page itself shows them."""
    shown, url = page.product, absolute(page.product.get_absolute_url())
    told = {
        "@type": "Product",
        "@id": f"{url}#product",
        "url": url,
        "name": shown.title,
        "description": description,
        "sku": page.variant.sku,
        "image": [absolute(image.src) for image in page.images],
        "brand": {"@type": "Brand", "name": shown.brand} if shown.brand else None,
        "category": " > ".join(category.name for category in page.breadcrumbs),
        "aggregateRating": _rating(page.rating) if page.rating.count else None,
        "offers": [_offer(choice) for choice in page.choices],
    }
    return {name: value for name, value in told.items() if value}


def trail(categories: list[Category], *last: tuple[str, str]) -> Thing:
    """Describe the way from the list of everything down, and on to the `last` name and path."""
    steps = [(_("Everything"), reverse("product_list"))]
    steps += [(category.name, category.get_absolute_url()) for category in categories]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": absolute(path)}
        for position, (name, path) in enumerate([*steps, *last], start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def shop() -> list[Thing]:
    """Describe the shop and how to search it."""
    home = absolute(reverse("home"))
    organization = {"@type": "Organization", "@id": f"{home}#shop", "name": settings.SHOP_NAME, "url": home}
    search = {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{absolute(reverse('search'))}?q={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }
    site = {"@type": "WebSite", "@id": f"{home}#site", "name": settings.SHOP_NAME, "url": home}
    return [organization, site | {"publisher": {"@id": f"{home}#shop"}, "potentialAction": search}]


def _rating(rating: RatingSummary) -> Thing:
    """Say the average as precisely as it is kept; the page rounds it to one decimal."""
    return {
        "@type": "AggregateRating",
        "ratingValue": str(rating.average),
        "worstRating": 1,
        "bestRating": MOST_STARS,
        "reviewCount": rating.count,
    }


def _offer(choice: VariantChoice) -> Thing:
    return {
        "@type": "Offer",
        "url": absolute(choice.url),
        "sku": choice.variant.sku,
        "price": str(choice.state.price),
        "priceCurrency": settings.CURRENCY,
        "availability": AVAILABILITY[choice.state.band],
    }
