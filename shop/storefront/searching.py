"""What the search page adds to a list: what was typed, tidied, and marks where it stands in the titles."""

from collections.abc import Sequence
from dataclasses import replace

from components.catalogue import ProductCard
from shop.catalogue.search.finding import Found
from shop.catalogue.search.highlighting import highlighted

LENGTH_CAP = 200


def asked(query: str) -> str:
    """Return what a visitor typed, tidied: no control characters, no needless blanks, of bearable length."""
    return " ".join("".join(c if c.isprintable() else " " for c in query[:LENGTH_CAP]).split())


def marked(cards: Sequence[ProductCard], found: Found) -> list[ProductCard]:
    """Return the cards with what was searched for marked in their titles."""
    words = found.asked
    return [replace(card, marked=highlighted(card.title, words)) for card in cards]
