"""The pages as shoppers read them, kept near: nobody is sold anything by them."""

from dataclasses import dataclass

from django.core.cache import caches
from django.http import Http404
from django.utils.safestring import SafeString

from shop.pages.models import Page
from shop.pages.rendering import rendered


@dataclass(frozen=True, slots=True)
class Reading:
    """A page, ready to be shown."""

    title: str
    summary: str
    address: str
    body: SafeString


def read(slug: str) -> Reading:
    """Return a page by its slug, in one query or none. Raises Http404."""
    return caches["near"].get_or_set(f"page:{slug}", lambda: _read(slug))


def footer_pages() -> list[Page]:
    """Return every page's title and address, in their order, in one query."""
    return list(Page.objects.only("slug", "title"))


def _read(slug: str) -> Reading:
    page = Page.objects.filter(slug=slug).first()
    if page is None:
        raise Http404
    return Reading(page.title, page.summary, page.get_absolute_url(), rendered(page.text))
