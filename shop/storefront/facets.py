"""How many products each choice would show: all facets of a list in two queries, kept for FACET_SECONDS.

The counts of a facet respect every choice but the facet's own: they tell what a second brand would add.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from hashlib import blake2b

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q

from shop.catalogue.models import Category
from shop.storefront.tally import Row, tally
from shop.storefront.wish import Wish

CHILDREN_CAP = 48
STANDING_IN = 10  # times as long as they are fresh, old counts are kept for whoever comes meanwhile

Counted = list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Child:
    """A category right below the list's own, and how many of the products shown are in it or below it."""

    name: str
    path: str
    count: int


@dataclass(slots=True)
class Counts:
    """What a list holds, by facet. Only what is there is named, the commonest first."""

    total: int = 0
    switches: Counter[str] = field(
        default_factory=Counter
    )  # "stock", "sale", "rating"; "rated": with any rating
    without: Counter[str] = field(
        default_factory=Counter
    )  # by chosen facet: the total if nothing were chosen in it
    brands: Counted = field(default_factory=list)
    prices: Counter[int] = field(default_factory=Counter)  # by step of shop.storefront.prices
    options: dict[str, Counted] = field(default_factory=dict)
    children: list[Child] = field(default_factory=list)


def counted(wish: Wish) -> Counts:
    """Return the counts for a list; sort and page make no difference to them.

    They are counted anew every FACET_SECONDS, by one visitor: the others see the old ones meanwhile.
    """
    if wish.query == "":
        return Counts()
    key = key_of(wish)
    due = cache.add(f"{key}:fresh", True, settings.FACET_SECONDS)
    found = cache.get(key)
    if found is None or due:
        found = _counts(wish)
        cache.set(key, found, STANDING_IN * settings.FACET_SECONDS)
    return found


def key_of(wish: Wish) -> str:
    """Return under which key the counts for a list are kept: one for all languages."""
    asked = wish.url(path="", sort="")
    return f"facets:{blake2b(asked.encode(), digest_size=16).hexdigest()}"


def _counts(wish: Wish) -> Counts:
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for row in tally(wish):
        rows[row.facet].append(row)
    options: defaultdict[str, Counted] = defaultdict(list)
    for row in rows["option"]:
        options[row.name].append((row.value, row.count))
    return Counts(
        total=rows["total"][0].count,
        switches=Counter({row.name: row.count for row in rows["switch"]}),
        without=Counter({row.name: row.count for row in rows["without"]}),
        brands=[(row.value, row.count) for row in rows["brand"]],
        prices=Counter({int(row.value): row.count for row in rows["price"]}),
        options=dict(options),
        children=_children(wish.category, {int(row.value): row.count for row in rows["category"]}),
    )


def _children(category: Category | None, counts: dict[int, int]) -> list[Child]:
    """Add up what is below each child. The tree is read once, however deep it is, and as bare rows."""
    depth = category.path.count("/") + 2 if category else 1
    known = Category.objects.order_by("position", "name").filter(Q(pk__in=list(counts)) | Q(parent=category))
    rows = list(known.values_list("pk", "parent", "name", "path"))
    below: Counter[str] = Counter()
    for pk, _parent, _name, path in rows:
        below["/".join(path.split("/")[:depth])] += counts.get(pk, 0)
    parent = category and category.pk
    children = [(name, path) for _pk, above, name, path in rows if above == parent and below[path]]
    return [Child(name, path, below[path]) for name, path in children[:CHILDREN_CAP]]
