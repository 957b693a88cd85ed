"""The one statement that counts a list by all its facets, on either database.

Products alike to every facet are counted together already (`shop.storefront.likeness`). What is asked beyond
that goes through the products once, in the index made for it, and puts those alike together. They get a flag
for each facet in which something was chosen, and are counted for each under the flags of the others. What
shoppers typed travels as parameters only.
"""
# ruff: noqa: S608

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, QuerySet

from shop.catalogue.models import Alike, Product, ProductQuerySet, StockBand, Variant
from shop.catalogue.search.matching import matching
from shop.storefront.filters import WELL_RATED, Options
from shop.storefront.likeness import COLUMNS, answers
from shop.storefront.prices import step_sql
from shop.storefront.wish import Wish

MOST_BRANDS = 60
MOST_OPTION_VALUES = 200

# By name: the facet it belongs to, and what it asks. "rated" tells whether any product has a rating at all.
SWITCHES = {
    "stock": ("stock", f"stock_band > {StockBand.NONE.value}"),
    "sale": ("sale", "on_sale"),
    "rating": ("rating", f"rating >= {WELL_RATED}"),
    "rated": ("rating", "rating IS NOT NULL"),
}
# Names and values of a variant's options, as rows.
PAIRS = {"postgresql": "jsonb_each_text({}) AS {} (key, value)", "sqlite": "json_each({}) AS {}"}


class Row(NamedTuple):
    """A number, and what it counts: a value, of a name where the facet has several."""

    facet: str
    name: str
    value: str
    count: int


def offered(wish: Wish) -> ProductQuerySet:
    """Return the products that a list is about, before anything was chosen."""
    products = Product.objects.listed()
    if wish.category:
        products = products.within(wish.category)
    return matching(products, wish.found) if wish.found else products


def tally(wish: Wish) -> list[Row]:
    """Count by facet."""
    fits = {facet: f"fits_{facet}" for facet in wish.filters.conditions()}
    alike, given = _alike(wish, fits)
    fitting, more = _named("fitting", ["pk"], _fitting_but_options(wish))
    numbers, totals = _numbers(fits)
    options, asked = _options(wish)
    parts = [*totals, *_groups(fits), options]
    with connection.cursor() as cursor:
        counting = f"WITH {alike}, {numbers}, {fitting} {' UNION ALL '.join(parts)}"
        cursor.execute(counting, [*given, *more, *asked])
        return [Row(*row) for row in cursor.fetchall()]


def _named(name: str, columns: Sequence[str], rows: QuerySet) -> tuple[str, tuple[Any, ...]]:
    """Return a common table with these names for its columns, and its parameters."""
    sql, given = rows.query.sql_with_params()
    return f"{name} ({', '.join(columns)}) AS ({sql})", given


def _alike(wish: Wish, fits: dict[str, str]) -> tuple[str, tuple[Any, ...]]:
    """Return a common table of products alike as a number `n`, and its parameters."""
    named = [*COLUMNS, *fits.values()]
    if wish.found is None and answers(wish.filters):
        kept = Alike.objects.filter(category__in=wish.category.branch()) if wish.category else Alike.objects
        return _named("alike", [*named, "n"], _flagged(wish, kept.all(), "n"))
    product, given = _named("product", named, _flagged(wish, offered(wish).order_by()))
    # As integers: PostgreSQL adds up its own counts, which are bigint, as numeric.
    units, names = "CAST(count(*) AS integer) AS n", ", ".join(named)
    return f"{product}, alike AS MATERIALIZED (SELECT {names}, {units} FROM product GROUP BY {names})", given


def _flagged(wish: Wish, rows: QuerySet, *others: str) -> QuerySet:
    asked = wish.filters.conditions().items()
    flags = {f"fits_{facet}": ExpressionWrapper(question, BooleanField()) for facet, question in asked}
    return rows.annotate(**flags).values_list(*COLUMNS, *flags, *others)


def _fitting_but_options(wish: Wish) -> QuerySet:
    narrowed = (question for facet, question in wish.filters.conditions().items() if facet != "options")
    return offered(wish).filter(*narrowed).order_by().values_list("pk")


def _where(fits: dict[str, str], *, but: str = "") -> str:
    return " AND ".join(flag for facet, flag in fits.items() if facet != but) or "TRUE"


def _numbers(fits: dict[str, str]) -> tuple[str, list[str]]:
    """Return a common table with every count of the whole list, and statements that make each a row."""
    wheres = {("total", ""): _where(fits)}
    wheres |= {("without", facet): _where(fits, but=facet) for facet in fits}
    for name, (facet, question) in SWITCHES.items():
        wheres["switch", name] = f"{question} AND {_where(fits, but=facet)}"
    sums = (f"COALESCE(sum(n) FILTER (WHERE {where}), 0)" for where in wheres.values())
    row = ", ".join(f"{counted} AS n{at}" for at, counted in enumerate(sums))
    rows = [
        f"SELECT '{facet}', '{name}', '', n{at} AS n FROM numbers" for at, (facet, name) in enumerate(wheres)
    ]
    return f"numbers AS MATERIALIZED (SELECT {row} FROM alike)", rows


def _groups(fits: dict[str, str]) -> Iterator[str]:
    yield f"{_group('category', 'category_id')} WHERE {_where(fits)} GROUP BY category_id HAVING sum(n) > 0"
    where = _where(fits, but="price")
    same = f"SELECT lowest_price, CAST(sum(n) AS integer) AS n FROM alike WHERE {where} GROUP BY lowest_price"
    step = f"CAST({step_sql('lowest_price')} AS text)"
    yield f"SELECT 'price', '', {step}, sum(n) FROM ({same}) AS prices GROUP BY 3 HAVING sum(n) > 0"
    chosen = [fits["brand"]] if "brand" in fits else []
    brands = f"{_group('brand', 'brand')} WHERE brand <> '' AND {_where(fits, but='brand')}"
    first = ", ".join([*(f"{flag} DESC" for flag in chosen), "n DESC", "brand"])
    brands += f" GROUP BY {', '.join(['brand', *chosen])} HAVING sum(n) > 0"
    brands += f" ORDER BY {first} LIMIT {MOST_BRANDS + 1}"
    yield f"SELECT * FROM ({brands}) AS brands"


def _group(facet: str, value: str) -> str:
    return f"SELECT '{facet}', '', CAST({value} AS text), sum(n) AS n FROM alike"


def _options(wish: Wish) -> tuple[str, list[str]]:
    """Count by what variants come in; a chosen option's values beside what is chosen of the others."""
    others, asked = _others(wish.filters.options)
    where = " AND ".join(["NOT v.archived", "v.options <> '{}'", *others])
    once = (
        f"SELECT DISTINCT v.product_id, o.key AS name, o.value AS value FROM fitting "
        f"JOIN {Variant._meta.db_table} AS v ON v.product_id = fitting.pk "
        f"CROSS JOIN {PAIRS[connection.vendor].format('v.options', 'o')} WHERE {where}"
    )
    counted = (
        f"SELECT 'option', name, value, count(*) AS n FROM ({once}) AS once "
        f"GROUP BY name, value ORDER BY n DESC, name, value LIMIT {MOST_OPTION_VALUES}"
    )
    return f"SELECT * FROM ({counted}) AS options", asked


def _others(options: Options) -> tuple[list[str], list[str]]:
    """Ask of a variant, beside each of its options, what was chosen of the other options."""
    questions, given = [], []
    pairs = PAIRS[connection.vendor].format("v.options", "c")
    for name, values in options:
        held = f"c.key = %s AND c.value IN ({', '.join(['%s'] * len(values))})"
        questions.append(f"(o.key = %s OR EXISTS (SELECT 1 FROM {pairs} WHERE {held}))")
        given += [name, name, *values]
    return questions, given
