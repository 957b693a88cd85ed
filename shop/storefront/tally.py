"""The one statement that counts a list by all its facets, on either database.

The products are gone through once, in the index made for it, with a flag for each facet in which something
was chosen, and those alike are put together; these are then counted for each facet under the flags of the
others. What shoppers typed travels as parameters only.
"""
# ruff: noqa: S608

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, QuerySet

from shop.catalogue.models import Product, ProductQuerySet, StockBand, Variant
from shop.catalogue.search.matching import matching
from shop.storefront.filters import WELL_RATED, Options
from shop.storefront.prices import step_sql
from shop.storefront.wish import Wish

MOST_BRANDS = 60
MOST_OPTION_VALUES = 200

# In the order of the index `listed_for_facets`, which holds them all.
COLUMNS = ("category_id", "brand", "lowest_price", "on_sale", "stock_band", "rating")
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
    product, given = _named("product", [*COLUMNS, *fits.values()], _flagged(wish, fits))
    fitting, more = _named("fitting", ["pk"], _fitting_but_options(wish))
    named = ", ".join([*COLUMNS, *fits.values()])
    # As integers: PostgreSQL adds up its own counts, which are bigint, as numeric.
    units = "CAST(count(*) AS integer) AS n"
    alike = f"alike AS MATERIALIZED (SELECT {named}, {units} FROM product GROUP BY {named})"
    numbers, totals = _numbers(fits)
    options, asked = _options(wish)
    parts = [*totals, *_groups(fits), options]
    with connection.cursor() as cursor:
        counting = f"WITH {product}, {alike}, {numbers}, {fitting} {' UNION ALL '.join(parts)}"
        cursor.execute(counting, [*given, *more, *asked])
        return [Row(*row) for row in cursor.fetchall()]


def _named(name: str, columns: Sequence[str], rows: QuerySet) -> tuple[str, tuple[Any, ...]]:
    """Return a common table with these names for its columns, and its parameters."""
    sql, given = rows.query.sql_with_params()
    return f"{name} ({', '.join(columns)}) AS ({sql})", given


def _flagged(wish: Wish, fits: dict[str, str]) -> QuerySet:
    asked = wish.filters.conditions().items()
    flags = {fits[facet]: ExpressionWrapper(question, BooleanField()) for facet, question in asked}
    return offered(wish).order_by().annotate(**flags).values_list(*COLUMNS, *flags)


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
    yield f"{_group('category', 'category_id')} WHERE {_where(fits)} GROUP BY category_id"
    where = _where(fits, but="price")
    same = f"SELECT lowest_price, CAST(sum(n) AS integer) AS n FROM alike WHERE {where} GROUP BY lowest_price"
    step = f"CAST({step_sql('lowest_price')} AS text)"
    yield f"SELECT 'price', '', {step}, sum(n) FROM ({same}) AS prices GROUP BY 3"
    chosen = [fits["brand"]] if "brand" in fits else []
    brands = f"{_group('brand', 'brand')} WHERE brand <> '' AND {_where(fits, but='brand')}"
    first = ", ".join([*(f"{flag} DESC" for flag in chosen), "n DESC", "brand"])
    brands += f" GROUP BY {', '.join(['brand', *chosen])} ORDER BY {first} LIMIT {MOST_BRANDS + 1}"
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
