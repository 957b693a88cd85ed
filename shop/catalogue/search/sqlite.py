"""The index on SQLite: an FTS5 table of folded words and their stems, and the words that titles know."""

import json
from collections.abc import Collection, Iterable, Sequence

from django.db import connection

from shop.catalogue.search.documents import Document
from shop.catalogue.search.words import Asked, stem

WRITE = """
    REPLACE INTO catalogue_search (rowid, title, brand, category, description, sku)
    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
        json_extract(value, '$[3]'), json_extract(value, '$[4]'), json_extract(value, '$[5]')
    FROM json_each(%s)
"""
LEARN = "INSERT OR IGNORE INTO catalogue_word SELECT value FROM json_each(%s)"
# The weights of the columns, in their order.
BEST = """
    SELECT rowid FROM catalogue_search WHERE catalogue_search MATCH %s
    ORDER BY bm25(catalogue_search, 10, 5, 4, 0.5, 0.5), rowid DESC LIMIT %s
"""
USES = "SELECT term, doc FROM catalogue_search_term WHERE term IN (SELECT value FROM json_each(%s))"


def write(documents: Sequence[Document]) -> None:
    """Take in the products, and the words that titles, brands and categories have, in two statements."""
    known = set().union(*(document.known for document in documents))
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [json.dumps([_row(document) for document in documents])])
        cursor.execute(LEARN, [json.dumps(sorted(known))])


def forget(products: Collection[int]) -> None:
    """Drop the products."""
    drop = "DELETE FROM catalogue_search WHERE rowid IN (SELECT value FROM json_each(%s))"
    with connection.cursor() as cursor:
        cursor.execute(drop, [json.dumps(list(products))])


def clear() -> None:
    """Drop everything."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM catalogue_search")
        cursor.execute("DELETE FROM catalogue_word")


def best(asked: Asked, cap: int) -> list[int]:
    """Return at most `cap` products that match, the best first."""
    with connection.cursor() as cursor:
        cursor.execute(BEST, [_question(asked), cap])
        return [product for (product,) in cursor.fetchall()]


def near(word: str) -> list[str]:
    """Return all words of about the same length: there are not many in a shop on SQLite."""
    alike = "SELECT word FROM catalogue_word WHERE length(word) BETWEEN %s AND %s"
    with connection.cursor() as cursor:
        cursor.execute(alike, [len(word) - 2, len(word) + 2])
        return [known for (known,) in cursor.fetchall()]


def uses(words: Collection[str]) -> dict[str, int]:
    """Return how many products have each word anywhere."""
    with connection.cursor() as cursor:
        cursor.execute(USES, [json.dumps(list(words))])
        return dict(cursor.fetchall())


def _row(document: Document) -> list[int | str]:
    fields = (document.title, document.brand, document.category, document.description)
    return [document.product, *(_text(field) for field in fields), " ".join(document.skus)]


def _text(words: Iterable[str]) -> str:
    return " ".join(f"{word} {stem(word)}" if stem(word) != word else word for word in words)


def _question(asked: Asked) -> str:
    terms = [f'"{stem(word)}"' for word in asked.words]
    if asked.unfinished:
        terms[-1] = f'({terms[-1]} OR "{asked.unfinished}" *)'
    every = " AND ".join(terms)
    return f'({every}) OR "{asked.together}" *' if asked.together else every
