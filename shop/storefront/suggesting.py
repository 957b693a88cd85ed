"""What a search offers while it is typed: words to go on with, categories, products."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from shop.catalogue.models import Category
from shop.catalogue.search.finding import find
from shop.catalogue.search.highlighting import highlighted
from shop.catalogue.search.matching import matching
from shop.catalogue.search.words import Asked, plain_words
from shop.storefront.cards import listed

LOOKED_AT = 200  # of the best products; their words and categories are what is offered
WORDS, CATEGORIES, PRODUCTS = 3, 3, 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A link, its label with what was typed marked."""

    label: SafeString
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Suggestions of one kind."""

    title: str
    suggestions: list[Suggestion]


def suggested(query: str) -> list[Group]:
    """Return what the query may become, group by group; all of it finds something. At most 11 links."""
    found = find(query)
    best = matching(listed(), replace(found, products=found.products[:LOOKED_AT])).order_by("rank")
    rows = list(best.values_list("title", "slug", "category"))
    groups = [
        Group(_("Searches"), _words(found.asked, query, (title for title, *_rest in rows))),
        Group(_("Categories"), _categories(found.asked, Counter(category for *_rest, category in rows))),
        Group(_("Products"), [_product(found.asked, *row[:2]) for row in rows[:PRODUCTS]]),
    ]
    return [group for group in groups if group.suggestions]


def _words(asked: Asked, query: str, titles: Iterable[str]) -> list[Suggestion]:
    if not asked.unfinished:
        return []
    ends = Counter(word for title in titles for word in {*plain_words(title)})
    usual = [word for word, _n in ends.most_common() if word.startswith(asked.unfinished)][:WORDS]
    searches = [" ".join([*asked.words[:-1], word]) for word in usual]
    others = [search for search in searches if search != query.casefold()]
    return [Suggestion(highlighted(search, asked), _search_url(search)) for search in others]


def _categories(asked: Asked, counted: Counter[int]) -> list[Suggestion]:
    usual = [category for category, _n in counted.most_common(CATEGORIES)]
    categories = Category.objects.select_related("parent").in_bulk(usual)
    return [_category(asked, categories[pk]) for pk in usual]


def _category(asked: Asked, category: Category) -> Suggestion:
    label = highlighted(category.name, asked)
    if category.parent:
        label = format_html("{} <small>{}</small>", label, category.parent.name)
    return Suggestion(label, category.get_absolute_url())


def _product(asked: Asked, title: str, slug: str) -> Suggestion:
    return Suggestion(highlighted(title, asked), reverse("product", args=[slug]))


def _search_url(search: str) -> str:
    return f"{reverse('search')}?{urlencode({'q': search})}"
