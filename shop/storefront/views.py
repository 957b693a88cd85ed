"""The pages of the shop window."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from components.catalogue import ProductCard
from shop.catalogue.search.finding import Found, find
from shop.http import HtmxRequest, absolute
from shop.live.watching import watch
from shop.storefront import front_page, head, product_reviews
from shop.storefront.errors import NothingHere
from shop.storefront.filters import Filters
from shop.storefront.for_you import for_you
from shop.storefront.kept import kept, looked_at
from shop.storefront.listing import listing
from shop.storefront.product_page import ProductPage, VariantChoice, moved_to, portrait, product_page
from shop.storefront.recently_viewed import recently_viewed, remembering
from shop.storefront.searching import asked
from shop.storefront.suggesting import suggested
from shop.storefront.tree import category_at
from shop.storefront.wish import Wish

SUGGESTED_SECONDS = 60


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the home page."""
    page = front_page.front_page(for_you(request))
    _watch(request, page.cards)
    context = {"hero": page.hero, "shelves": page.shelves, "categories": page.categories}
    context["recently_viewed"] = recently_viewed(request, [card.product for card in page.cards])
    context["head"] = head.of_home(page)
    return render(request, "storefront/home.html", context | _canonical(reverse("home")))


@require_safe
@kept
def product_list(request: HtmxRequest) -> HttpResponse:
    """Show products: all, or those of `?category=`; to HTMX only the results."""
    wish = _wish(request)
    if wish.category and wish.category.path != request.GET["category"]:
        return redirect(wish.url(), permanent=True)
    return _results(request, wish)


@require_safe
def search(request: HtmxRequest) -> HttpResponse:
    """Show what a search found. Search engines are asked not to list it."""
    query, exactly = asked(request.GET.get("q", "")), "exactly" in request.GET
    found = find(query, exactly=exactly) if query else None
    response = _results(request, _wish(request, query=query, found=found, exactly=exactly))
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@cache_control(public=True, max_age=SUGGESTED_SECONDS)
def suggestions(request: HttpRequest) -> HttpResponse:
    """Show what the typed beginning of a search may become; the same for everybody."""
    query = asked(request.GET.get("q", ""))
    groups = suggested(query) if query else []
    response = HttpResponse(render_to_string("storefront/_suggestions.html", {"groups": groups}))
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
@remembering
@kept
def product(request: HtmxRequest, slug: str) -> HttpResponse:
    """Show a product with one variant chosen; an address it had before leads to the one it has."""
    try:
        found = portrait(slug)
    except NothingHere:
        if moved := moved_to(slug):
            return _moved(moved.get_absolute_url(), request.GET)
        raise
    if part := product_reviews.part(request, found.product.pk):
        return part
    page = product_page(found, request.GET.get("variant"))
    _watch(request, [page, *page.related, *(choice for choice in page.choices if choice.badge)])
    context = {name: getattr(page, name) for name in page.__slots__}
    shown = [page.product.pk, *(card.product for card in page.related)]
    context["looked_at"] = looked_at(request, shown)
    context["head"] = head.of_product(page)
    context |= product_reviews.reviews(request, page.rating)
    context |= _canonical(page.product.get_absolute_url())
    response = render(request, "storefront/product.html", context)
    response.products = shown
    return response


def _wish(request: HttpRequest, **wanted: Found | str | bool | None) -> Wish:
    return Wish(
        request.path,
        category=category_at(asked(request.GET.get("category", ""))),
        filters=Filters.read(request.GET),
        sort=request.GET.get("sort", ""),
        page=request.GET.get("page", ""),
        **wanted,
    )


def _results(request: HtmxRequest, wish: Wish) -> HttpResponse:
    page = listing(wish)
    if _untidy(request) and not wish.filters.unread:
        return redirect(page.url)
    _watch(request, page.cards)
    context = {"listing": page, "found": wish.found, "head": head.of_list(page)}
    context |= _canonical(page.canonical) if page.canonical else {}
    response = render(request, f"storefront/product_list.html{_part(request)}", context)
    if not page.canonical:
        response["X-Robots-Tag"] = "noindex"
    if request.htmx:
        # The form sends empty fields and in its own order; the address says it as every link does.
        response["HX-Push-Url"] = "false" if page.url == request.htmx.current_url_abs_path else page.url
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _untidy(request: HtmxRequest) -> bool:
    """Whether the form was sent without HTMX, with empty fields that the address need not name."""
    return not request.htmx and "" in (request.GET.get("min"), request.GET.get("max"))


def _part(request: HtmxRequest) -> str:
    """Return which part of the page is asked for: all of it, what a change of mind changes, or more cards."""
    if not request.htmx or request.htmx.history_restore_request:
        return ""
    return "#more" if request.headers.get("HX-Target", "").endswith("#pages") else "#reply"


def _watch(request: HttpRequest, shown: Iterable[ProductCard | ProductPage | VariantChoice]) -> None:
    watch(request, "variant", {each.badge.variant: each.badge.version for each in shown})


def _moved(path: str, parameters: QueryDict) -> HttpResponse:
    query = parameters.urlencode()
    return redirect(f"{path}?{query}" if query else path, permanent=True)


def _canonical(path: str) -> dict[str, str]:
    return {"canonical": absolute(path)}
