"""The product list: all of it, a category's, or what a search found; sorted, in pages."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from components.catalogue import ProductCard
from shop.catalogue.models import Category, ProductQuerySet
from shop.catalogue.search.finding import Found
from shop.catalogue.search.matching import matching
from shop.storefront.cards import cards, listed, looks
from shop.storefront.searching import marked
from shop.storefront.tree import breadcrumbs, children

PER_PAGE = 24
# Name in the address → what shoppers read, and the order. The first is used where none is asked for.
SORTS: dict[str, tuple[Promise, tuple[str, ...]]] = {
    "new": (gettext_lazy("Newest"), ("-pk",)),
    "price": (gettext_lazy("Price, low to high"), ("default_variant__price", "-pk")),
    "-price": (gettext_lazy("Price, high to low"), ("-default_variant__price", "-pk")),
    "title": (gettext_lazy("Name, A to Z"), ("title", "-pk")),
}
SEARCH_SORTS = {"best": (gettext_lazy("Best match"), ("rank", "-pk")), **SORTS}


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to sort, as a link."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address asks for; `sort` and `page` are as typed, and nonsense falls back to what is usual."""

    path: str  # of the list, without its parameters
    category: Category | None = None
    query: str | None = None  # None: not a search; "": a search for nothing yet
    found: Found | None = None  # what a search found
    sort: str = ""
    page: str = ""

    @property
    def sorts(self) -> dict[str, tuple[Promise, tuple[str, ...]]]:
        """The ways to sort this list; the first is the usual one."""
        return SORTS if self.query is None else SEARCH_SORTS

    @property
    def sorted_by(self) -> str:
        """The way to sort that is used."""
        return self.sort if self.sort in self.sorts else next(iter(self.sorts))

    def url(self, *, sort: str, page: int = 1) -> str:
        """Return the address of another sort or page of this list; what is usual is not spelled out."""
        asked = {
            "q": self.query,
            "category": self.category and self.category.path,
            "sort": sort if sort != next(iter(self.sorts)) else None,
            "page": page if page > 1 else None,
        }
        parameters = urlencode({name: value for name, value in asked.items() if value}, safe="/")
        return f"{self.path}?{parameters}" if parameters else self.path


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of products and the ways on from it."""

    title: str
    query: str
    searching: bool  # a search, be it for nothing yet
    category: Category | None
    breadcrumbs: list[Category]
    children: list[Category]
    sorts: list[Choice]
    cards: list[ProductCard]
    page: Page
    previous_url: str
    next_url: str
    url: str
    count: int


def listing(wish: Wish) -> Listing:
    """Read one page of products. A page that does not exist gives the nearest one that does."""
    page = Paginator(_products(wish), PER_PAGE).get_page(wish.page)
    made = cards(looks(list(page)))
    return Listing(
        title=_title(wish),
        query=wish.query or "",
        searching=wish.query is not None,
        category=wish.category,
        breadcrumbs=breadcrumbs(wish.category),
        children=[] if wish.query is not None else children(wish.category),
        sorts=_sort_choices(wish),
        cards=marked(made, wish.found) if wish.found else made,
        page=page,
        previous_url=_page_url(wish, page.number - 1) if page.has_previous() else "",
        next_url=_page_url(wish, page.number + 1) if page.has_next() else "",
        url=_page_url(wish, page.number),
        count=page.paginator.count,
    )


def _products(wish: Wish) -> ProductQuerySet:
    if wish.query == "":
        return listed().none()
    products = listed() if wish.category is None else listed().within(wish.category)
    if wish.found:
        products = matching(products, wish.found)
    return products.order_by(*wish.sorts[wish.sorted_by][1])


def _sort_choices(wish: Wish) -> list[Choice]:
    labels = {sort: str(label) for sort, (label, _order) in wish.sorts.items()}
    return [Choice(label, wish.url(sort=sort), sort == wish.sorted_by) for sort, label in labels.items()]


def _title(wish: Wish) -> str:
    if wish.query:
        return _("Results for “%(query)s”") % {"query": wish.query}
    if wish.query is not None:
        return _("Search")
    return wish.category.name if wish.category else _("All products")


def _page_url(wish: Wish, page: int) -> str:
    return wish.url(sort=wish.sorted_by, page=page)
