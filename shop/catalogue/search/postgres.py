"""The index on PostgreSQL: two text search vectors for each product, and the words that titles know.

`named` has title, brand and category with their weights and places, `words` all there is. Both are made of
folded words and their stems, so neither depends on a text search configuration.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from itertools import chain

from django.db import connection

from shop.catalogue.search.documents import Document
from shop.catalogue.search.words import Asked, stem

WEIGHTS = "{0, 0.2, 0.4, 1}"  # of the labels D, C, B and A
BY_LENGTH = 1  # ts_rank: a title of few words has more to do with each
LAST_PLACE = 16383  # what a vector can count to
PLACES = 255  # and how many it keeps for a word
COUNTED = 100

WRITE = """
    INSERT INTO catalogue_search (product_id, named, words)
    SELECT product_id, named::tsvector, words::tsvector
    FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS fresh (product_id, named, words)
    ON CONFLICT (product_id) DO UPDATE SET named = excluded.named, words = excluded.words
"""
LEARN = "INSERT INTO catalogue_word SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING"
# Ranking costs as much as there is to rank, so each step stops at the cap: whole words in title, brand or
# category; there as a beginning; anywhere. Always by the index: words that are common but rarely together
# would make the planner read the whole table in the hope of a quick end.
BEST = """
    SET LOCAL enable_seqscan = off;
    WITH named AS (
        SELECT product_id, named FROM catalogue_search WHERE named @@ %(whole)s::tsquery LIMIT %(cap)s
    ), begun AS (
        SELECT product_id, named FROM catalogue_search
        WHERE (SELECT count(*) FROM named) < %(cap)s
            AND named @@ %(begun)s::tsquery AND NOT named @@ %(whole)s::tsquery
        LIMIT %(cap)s
    ), elsewhere AS (
        SELECT product_id, named FROM catalogue_search
        WHERE (SELECT count(*) FROM named) + (SELECT count(*) FROM begun) < %(cap)s
            AND words @@ %(begun)s::tsquery AND NOT named @@ %(begun)s::tsquery
        LIMIT %(cap)s
    ), found AS (
        SELECT *, 0 AS step FROM named UNION ALL SELECT *, 1 FROM begun UNION ALL SELECT *, 2 FROM elsewhere
    )
    SELECT product_id FROM found
    ORDER BY step, ts_rank(%(weights)s, named, %(begun)s::tsquery, %(norm)s) DESC, product_id DESC
    LIMIT %(cap)s
"""
SAME_LETTER = """
    SELECT word FROM catalogue_word
    WHERE word >= %(first)s AND word < %(after)s AND length(word) BETWEEN %(length)s - 2 AND %(length)s + 2
"""
ALIKE = " UNION (SELECT word FROM catalogue_word WHERE word %% %(word)s LIMIT 500)"
USES = """
    SET LOCAL enable_seqscan = off;
    SELECT word, (SELECT count(*) FROM (SELECT FROM catalogue_search
        WHERE named @@ quote_literal(word)::tsquery LIMIT %s) AS found)
    FROM unnest(%s::text[]) AS word
"""


def write(documents: Sequence[Document]) -> None:
    """Take in the products, and the words that titles, brands and categories have, in two statements."""
    rows = [(document.product, _named(document), _words(document)) for document in documents]
    # In order, so that two who learn the same words never wait for each other in a circle.
    known = sorted(set().union(*(document.known for document in documents)))
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [list(column) for column in zip(*rows, strict=True)])
        cursor.execute(LEARN, [known])


def forget(products: Collection[int]) -> None:
    """Drop the products."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM catalogue_search WHERE product_id = ANY(%s)", [list(products)])


def clear() -> None:
    """Drop everything."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM catalogue_search")
        cursor.execute("DELETE FROM catalogue_word")


def best(asked: Asked, cap: int) -> list[int]:
    """Return at most `cap` products that match, the best first; at most three times as many are ranked."""
    values = {
        "whole": _whole(asked),
        "begun": _begun(asked),
        "cap": cap,
        "weights": WEIGHTS,
        "norm": BY_LENGTH,
    }
    with connection.cursor() as cursor:
        cursor.execute(BEST, values)
        return [product for (product,) in cursor]


def near(word: str) -> list[str]:
    """Return words of the same letter and about the same length, and those that share its trigrams."""
    values = {"word": word, "length": len(word), "first": word[0], "after": chr(ord(word[0]) + 1)}
    with connection.cursor() as cursor:
        cursor.execute(SAME_LETTER + (ALIKE if has_trigrams() else ""), values)
        return [known for (known,) in cursor]


def uses(words: Collection[str]) -> dict[str, int]:
    """Return how many products have each word in title, brand or category, counted up to a bound."""
    with connection.cursor() as cursor:
        cursor.execute(USES, [COUNTED, list(words)])
        return dict(cursor.fetchall())


@cache
def has_trigrams() -> bool:
    """Whether the migration's role could bring pg_trgm in; without it a wrong first letter stays wrong."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')")
        return cursor.fetchone()[0]


def _named(document: Document) -> str:
    places: defaultdict[str, list[str]] = defaultdict(list)
    place = 0
    for label, words in (("A", document.title), ("B", document.brand), ("C", document.category)):
        for word in words:
            place += 1
            for lexeme in {word, stem(word)}:
                places[lexeme].append(f"{min(place, LAST_PLACE)}{label}")
    return " ".join(f"'{lexeme}':{','.join(at[:PLACES])}" for lexeme, at in places.items())


def _words(document: Document) -> str:
    read = chain(document.title, document.brand, document.category, document.description)
    return _vector(chain(document.skus, *((word, stem(word)) for word in read)))


def _vector(lexemes: Iterable[str]) -> str:
    return " ".join(f"'{lexeme}'" for lexeme in set(lexemes))


def _whole(asked: Asked) -> str:
    return " & ".join(f"'{stem(word)}'" for word in asked.words)


def _begun(asked: Asked) -> str:
    terms = [f"'{stem(word)}'" for word in asked.words]
    if asked.unfinished:
        terms[-1] = f"({terms[-1]} | '{asked.unfinished}':*)"
    every = " & ".join(terms)
    return f"({every}) | '{asked.together}':*" if asked.together else every
