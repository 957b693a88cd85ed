"""The product list: all of it, a category's, or what a search found; narrowed, sorted, in pages."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from components.catalogue import ProductCard
from shop.catalogue.models import Category
from shop.storefront.cards import cards, looks
from shop.storefront.facets import Counts, counted
from shop.storefront.searching import marked
from shop.storefront.sidebar import Sidebar, sidebar
from shop.storefront.tally import offered
from shop.storefront.tree import breadcrumbs
from shop.storefront.wish import Wish

PER_PAGE = 24
# Further on, whoever looks for something is better served by narrowing, and the database by not being asked.
MOST_PAGES = 100
# So many pages are added to each other, then the next one takes their place: a socket follows 200 topics.
PAGES_TOGETHER = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to sort, as a link."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of products and the ways on from it. `count` may be FACET_SECONDS old."""

    title: str
    query: str
    searching: bool  # a search, be it for nothing yet
    category: Category | None
    breadcrumbs: list[Category]
    sidebar: Sidebar
    sorts: list[Choice]
    cards: list[ProductCard]
    count: int
    number: int
    pages: int
    whole: bool  # neither narrowed nor sorted, and no search
    url: str
    canonical: str  # empty: not for search engines
    previous_url: str
    next_url: str

    @property
    def cut_off(self) -> bool:
        """Whether there is more than the pages that are shown."""
        return self.number == MOST_PAGES and self.count > MOST_PAGES * PER_PAGE

    @property
    def next_is_added(self) -> bool:
        """Whether the next page is added below this one; else it takes its place."""
        return self.number % PAGES_TOGETHER != 0


def listing(wish: Wish) -> Listing:
    """Read one page of products. A page that does not exist gives the nearest one that does."""
    counts = counted(wish)
    pages = min(max(1, -(-counts.total // PER_PAGE)), MOST_PAGES)
    number = _number(wish.page, pages)
    made = cards(looks(_page(wish, number)))
    return Listing(
        title=_title(wish),
        query=wish.query or "",
        searching=wish.query is not None,
        category=wish.category,
        breadcrumbs=[] if wish.query is not None else breadcrumbs(wish.category),
        sidebar=sidebar(wish, counts),
        sorts=_sort_choices(wish, counts),
        cards=marked(made, wish.found) if wish.found else made,
        count=counts.total,
        number=number,
        pages=pages,
        whole=wish.query is None and wish.url() == wish.base and not wish.filters.unread,
        url=wish.url(page=number),
        canonical=wish.canonical(number),
        previous_url=wish.url(page=number - 1) if number > 1 else "",
        next_url=wish.url(page=number + 1) if number < pages else "",
    )


def _number(asked: str, last: int) -> int:
    try:
        number = int(asked)
    except ValueError:
        return 1
    return number if 1 <= number <= last else last


def _page(wish: Wish, number: int) -> list[int]:
    """Read which products a page has, and nothing else of them."""
    if wish.query == "":
        return []
    chosen = wish.filters.conditions().values()
    products = offered(wish).filter(*chosen).order_by(*wish.sorts[wish.sorted_by][1])
    return list(products.values_list("pk", flat=True)[(number - 1) * PER_PAGE : number * PER_PAGE])


def _sort_choices(wish: Wish, counts: Counts) -> list[Choice]:
    offered = {sort: label for sort, (label, _order) in wish.sorts.items() if sort != "rating"}
    if counts.switches["rated"] or wish.sorted_by == "rating":
        offered["rating"] = wish.sorts["rating"][0]
    return [
        Choice(str(label), wish.url(sort=sort), sort == wish.sorted_by) for sort, label in offered.items()
    ]


def _title(wish: Wish) -> str:
    if wish.query:
        return _("Results for “%(query)s”") % {"query": wish.query}
    if wish.query is not None:
        return _("Search")
    return wish.category.name if wish.category else _("All products")
