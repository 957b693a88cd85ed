"""Which index this database has."""

import sqlite3
from collections.abc import Collection, Sequence
from functools import cache
from typing import Protocol

from django.db import connection

from shop.catalogue.search import plain, postgres, sqlite
from shop.catalogue.search.documents import Document
from shop.catalogue.search.words import Asked


class Engine(Protocol):
    """What every index can do; each is a module."""

    def write(self, documents: Sequence[Document]) -> None:
        """Take in the products, instead of what was known of them."""

    def forget(self, products: Collection[int]) -> None:
        """Drop the products."""

    def clear(self) -> None:
        """Drop everything."""

    def best(self, asked: Asked, cap: int) -> list[int]:
        """Return at most `cap` products that match, the best first; a bounded number is looked at."""

    def near(self, word: str) -> list[str]:
        """Return words of the catalogue that the word could be a misspelling of, and others."""

    def uses(self, words: Collection[str]) -> dict[str, int]:
        """Return how many products have each word in title, brand or category, counted up to a bound."""


def engine() -> Engine:
    """Return the index of the shop's database."""
    if connection.vendor == "postgresql":
        return postgres
    return sqlite if has_fts5() else plain


@cache
def has_fts5() -> bool:
    """Whether SQLite was compiled with full-text search."""
    with sqlite3.connect(":memory:") as memory:
        return any("ENABLE_FTS5" in option for (option,) in memory.execute("PRAGMA compile_options"))
