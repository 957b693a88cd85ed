"""The one statement that counts a list by all its facets, on either database.

The products are gone through once, with a flag for each facet in which something was chosen; what was found
is then counted for each facet under the flags of the others. What shoppers typed travels as parameters only.
"""
# ruff: noqa: S608

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper

from shop.catalogue.models import Product, ProductQuerySet, StockBand, Variant
from shop.catalogue.search.matching import matching
from shop.storefront.filters import WELL_RATED
from shop.storefront.prices import step_sql
from shop.storefront.wish import Wish

MOST_BRANDS = 60
MOST_OPTION_VALUES = 200

COLUMNS = ("pk", "brand", "category_id", "lowest_price", "on_sale", "stock_band", "rating")
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
    base, given = _base(wish, fits)
    options, more = _options(wish, fits)
    parts = [*_numbers(fits), *_groups(fits), options]
    named = ", ".join([*COLUMNS, *fits.values()])
    with connection.cursor() as cursor:
        counting = f"WITH base ({named}) AS MATERIALIZED ({base}) {' UNION ALL '.join(parts)}"
        cursor.execute(counting, [*given, *more])
        return [Row(*row) for row in cursor.fetchall()]


def _base(wish: Wish, fits: dict[str, str]) -> tuple[str, tuple[Any, ...]]:
    asked = wish.filters.conditions().items()
    flags = {fits[facet]: ExpressionWrapper(question, BooleanField()) for facet, question in asked}
    products = offered(wish).order_by().annotate(**flags).values_list(*COLUMNS, *flags)
    return products.query.sql_with_params()


def _where(fits: dict[str, str], *, but: str = "") -> str:
    return " AND ".join(flag for facet, flag in fits.items() if facet != but) or "TRUE"


def _numbers(fits: dict[str, str]) -> Iterator[str]:
    yield _number("total", "", _where(fits))
    for facet in fits:
        yield _number("without", facet, _where(fits, but=facet))
    for name, (facet, question) in SWITCHES.items():
        yield _number("switch", name, f"{question} AND {_where(fits, but=facet)}")


def _number(facet: str, name: str, where: str) -> str:
    return f"SELECT '{facet}', '{name}', '', count(*) AS n FROM base WHERE {where}"


def _groups(fits: dict[str, str]) -> Iterator[str]:
    yield f"{_group('category', 'category_id')} WHERE {_where(fits)} GROUP BY category_id"
    where = _where(fits, but="price")
    same = f"SELECT lowest_price, count(*) AS n FROM base WHERE {where} GROUP BY lowest_price"
    step = f"CAST({step_sql('lowest_price')} AS text)"
    yield f"SELECT 'price', '', {step}, CAST(sum(n) AS bigint) FROM ({same}) AS prices GROUP BY 3"
    chosen = [fits["brand"]] if "brand" in fits else []
    brands = f"{_group('brand', 'brand')} WHERE brand <> '' AND {_where(fits, but='brand')}"
    first = ", ".join([*(f"{flag} DESC" for flag in chosen), "n DESC", "brand"])
    brands += f" GROUP BY {', '.join(['brand', *chosen])} ORDER BY {first} LIMIT {MOST_BRANDS + 1}"
    yield f"SELECT * FROM ({brands}) AS brands"


def _group(facet: str, value: str) -> str:
    return f"SELECT '{facet}', '', CAST({value} AS text), count(*) AS n FROM base"


def _options(wish: Wish, fits: dict[str, str]) -> tuple[str, list[str]]:
    """Count by what variants come in; a chosen option's values beside what is chosen of the others."""
    pairs = PAIRS[connection.vendor]
    others, given = [], []
    for name, values in wish.filters.options:
        held = f"c.key = %s AND c.value IN ({', '.join(['%s'] * len(values))})"
        others.append(f"(o.key = %s OR EXISTS (SELECT 1 FROM {pairs.format('v.options', 'c')} WHERE {held}))")
        given += [name, name, *values]
    where = " AND ".join([_where(fits, but="options"), "NOT v.archived", "v.options <> '{}'", *others])
    once = (
        f"SELECT DISTINCT v.product_id, o.key AS name, o.value AS value FROM base "
        f"JOIN {Variant._meta.db_table} AS v ON v.product_id = base.pk "
        f"CROSS JOIN {pairs.format('v.options', 'o')} WHERE {where}"
    )
    counted = (
        f"SELECT 'option', name, value, count(*) AS n FROM ({once}) AS once "
        f"GROUP BY name, value ORDER BY n DESC, name, value LIMIT {MOST_OPTION_VALUES}"
    )
    return f"SELECT * FROM ({counted}) AS options", given
