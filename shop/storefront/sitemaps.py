"""What search engines are told there is: an index, the lists, and the products in pages.

A page of products has those whose primary keys lie in its range. So it never holds more than the range is
long, needs no offset, and what is new or archived moves nothing from one page to another.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import accumulate, starmap

from django.conf import settings
from django.core.cache import cache
from django.db.models import Exists, F, Max, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from shop.catalogue.models import Category, Product
from shop.http import absolute, in_language
from shop.pages.models import Page
from shop.storefront.cards import listed

# The protocol allows 50,000 addresses in a file; memory and time of one answer follow from this.
RANGE = 5_000
BIGGEST_PAGE = (2**63 - 1) // RANGE - 1
KEPT_SECONDS = 60 * 60
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
XML = "application/xml"

Entry = tuple[str, datetime | None]  # a path, and when what it shows changed last

public = cache_control(public=True, max_age=KEPT_SECONDS)


@require_safe
@public
def index(request: HttpRequest) -> HttpResponse:
    """List the sitemaps, in one query."""
    return _answer("index", lambda: _written("sitemapindex", "sitemap", starmap(_entry, _sitemaps())))


@require_safe
@public
def lists(request: HttpRequest) -> HttpResponse:
    """List the home page, the list of all products, every category with something in it, and the pages."""
    return _answer("lists", lambda: _written("urlset", "url", _spoken(_lists())))


@require_safe
@public
def products(request: HttpRequest, page: int) -> HttpResponse:
    """List one range of products, in one query. Raises Http404 where there are none."""
    if page > BIGGEST_PAGE:
        raise Http404
    return _answer(f"products-{page}", lambda: _written("urlset", "url", _spoken(_products(page))))


def _sitemaps() -> Iterable[Entry]:
    yield reverse("sitemap_lists"), None
    pages = listed().order_by().annotate(page=F("pk") / RANGE).values("page").annotate(last=Max("changed_at"))
    for page, last in pages.order_by("page").values_list("page", "last"):
        yield reverse("sitemap_products", args=[page]), last


def _lists() -> Iterable[Entry]:
    yield reverse("home"), None
    yield reverse("product_list"), None
    sold = Product.objects.published().filter(category=OuterRef("pk"))
    filled = Category.objects.filter(Exists(sold)).values_list("path", flat=True)
    ways = (accumulate(path.split("/"), lambda above, slug: f"{above}/{slug}") for path in filled)
    for path in sorted({path for way in ways for path in way}):
        yield Category(path=path).get_absolute_url(), None
    for page in Page.objects.defer("text"):
        yield page.get_absolute_url(), page.changed_at


def _products(page: int) -> Iterable[Entry]:
    pks = (page * RANGE, (page + 1) * RANGE - 1)
    rows = list(listed().filter(pk__range=pks).order_by("pk").values_list("slug", "changed_at"))
    if not rows:
        raise Http404
    for slug, changed_at in rows:
        yield reverse("product", args=[slug]), changed_at


def _answer(name: str, write: Callable[[], str]) -> HttpResponse:
    """Answer with what was written within the hour; the query string makes no difference."""
    return HttpResponse(cache.get_or_set(f"sitemap:{name}", write, KEPT_SECONDS), content_type=XML)


def _written(root: str, element: str, entries: Iterable[str]) -> str:
    body = "".join(f"<{element}>{entry}</{element}>\n" for entry in entries)
    schemas = f'xmlns="{SCHEMA}" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {schemas}>\n{body}</{root}>\n'


def _spoken(entries: Iterable[Entry]) -> Iterator[str]:
    """Write each page once for each language, and each time which others there are: both sides must say so.

    See https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap
    """
    codes = [code for code, _name in settings.LANGUAGES]
    for path, changed_at in entries:
        paths = {code: in_language(path, code) for code in codes}
        others = "".join(_alternate(*way) for way in paths.items()) if len(codes) > 1 else ""
        yield from (_entry(address, changed_at) + others for address in paths.values())


def _alternate(code: str, path: str) -> str:
    return f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(absolute(path))}"/>'


def _entry(path: str, changed_at: datetime | None) -> str:
    last = f"<lastmod>{changed_at.isoformat(timespec='seconds')}</lastmod>" if changed_at else ""
    return f"<loc>{escape(absolute(path))}</loc>{last}"
