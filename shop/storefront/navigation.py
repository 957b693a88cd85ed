"""What every page has around its content. Nothing is read until a template shows it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from shop.cart.current import counter
from shop.live.watching import live, watch
from shop.pages.reading import footer_pages
from shop.storefront.kept import places
from shop.storefront.recently_viewed import recently_viewed
from shop.storefront.tree import top_categories
from shop.wishlist.lists import wishlist


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Give every template what stands around its content, and what the page's socket follows."""
    watch(request, "cart", {})
    return {
        "catalogue_seconds": settings.CATALOGUE_SECONDS,
        "categories": SimpleLazyObject(top_categories),
        "cart_counter": SimpleLazyObject(lambda: counter(request)),
        "footer_pages": SimpleLazyObject(footer_pages),
        "live": live(request),
        "recently_viewed": recently_viewed(request),
        **places(request),
        "wished": SimpleLazyObject(lambda: frozenset(wishlist(request).products())),
    }
