"""The pages of the shop window."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from components.catalogue import ProductCard
from shop.catalogue.models import Category, FormerPath
from shop.catalogue.search.finding import Found, find
from shop.http import HtmxRequest, absolute
from shop.live.watching import watch
from shop.storefront import front_page, head
from shop.storefront.errors import NothingHere
from shop.storefront.listing import Wish, listing
from shop.storefront.product_page import ProductPage, VariantChoice, moved_to, portrait, product_page
from shop.storefront.recently_viewed import recently_viewed, remember
from shop.storefront.searching import asked
from shop.storefront.suggesting import suggested

SUGGESTED_SECONDS = 60


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the home page."""
    page = front_page.front_page()
    _watch(request, page.cards)
    context = {"hero": page.hero, "shelves": page.shelves, "categories": page.categories}
    context["recently_viewed"] = recently_viewed(request, [card.product for card in page.cards])
    context["head"] = head.of_home(page)
    return render(request, "storefront/home.html", context | _canonical(reverse("home")))


@require_safe
def product_list(request: HtmxRequest) -> HttpResponse:
    """Show products: all, or those of `?category=`; to HTMX only the results."""
    path = asked(request.GET.get("category", ""))
    category = Category.objects.filter(path=path).first() if path else None
    if path and category is None:
        return _moved_category(request, path)
    return _results(request, _wish(request, category=category))


@require_safe
def search(request: HtmxRequest) -> HttpResponse:
    """Show what a search found. Search engines are asked not to list it."""
    query = asked(request.GET.get("q", ""))
    found = find(query, exactly="exactly" in request.GET) if query else None
    response = _results(request, _wish(request, query=query, found=found))
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
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a product with one variant chosen; an address it had before leads to the one it has."""
    try:
        found = portrait(slug)
    except NothingHere:
        if moved := moved_to(slug):
            return _moved(moved.get_absolute_url(), request.GET)
        raise
    page = product_page(found, request.GET.get("variant"))
    _watch(request, [page, *page.related, *(choice for choice in page.choices if choice.badge)])
    context = {name: getattr(page, name) for name in page.__slots__}
    shown = [page.product.pk, *(card.product for card in page.related)]
    context["recently_viewed"] = recently_viewed(request, shown)
    context["head"] = head.of_product(page)
    context |= _canonical(page.product.get_absolute_url())
    response = render(request, "storefront/product.html", context)
    remember(request, response, page.product.pk)
    return response


def _wish(request: HttpRequest, **wanted: Category | Found | str | None) -> Wish:
    return Wish(request.path, sort=request.GET.get("sort", ""), page=request.GET.get("page", ""), **wanted)


def _results(request: HtmxRequest, wish: Wish) -> HttpResponse:
    page = listing(wish)
    _watch(request, page.cards)
    part = "#reply" if request.htmx and not request.htmx.history_restore_request else ""
    context = {"listing": page, "found": wish.found, "head": head.of_list(page)} | _canonical(page.url)
    response = render(request, f"storefront/product_list.html{part}", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _moved_category(request: HttpRequest, path: str) -> HttpResponse:
    former = FormerPath.objects.filter(path=path).select_related("category").first()
    if former is None:
        raise NothingHere(_("There is no such category."))
    parameters = request.GET.copy()
    parameters["category"] = former.category.path
    return _moved(request.path, parameters)


def _moved(path: str, parameters: QueryDict) -> HttpResponse:
    query = parameters.urlencode(safe="/")
    return redirect(f"{path}?{query}" if query else path, permanent=True)


def _watch(request: HttpRequest, shown: Iterable[ProductCard | ProductPage | VariantChoice]) -> None:
    watch(request, "variant", {each.badge.variant: each.badge.version for each in shown})


def _canonical(path: str) -> dict[str, str]:
    return {"canonical": absolute(path)}
