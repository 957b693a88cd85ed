"""What search takes for a word: case, accents and apostrophes aside; and what a typed search asks for."""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import snowballstemmer

LONGEST_WORD = 40
WORD_CAP = 8
PREFIX_FROM = 2  # letters; what one begins is half the catalogue
# What shoppers write between the words they look for; titles have it or not.
LITTLE = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])

_HYPHENATED = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")
_PLAIN = re.compile(r"[^\W_]+")
_UNDECOMPOSED = str.maketrans({"ø": "o", "œ": "oe", "æ": "ae", "ł": "l", "đ": "d", "'": "", "’": ""})


class _Stemmer(threading.local):
    """Snowball's stemmer, which keeps the word it works on in itself."""

    def __init__(self) -> None:
        self.stem = snowballstemmer.stemmer("english").stemWord


_stemmer = _Stemmer()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return what a folded word has in common with its plural and its other forms."""
    return _stemmer.stem(word)


def folded(text: str) -> str:
    """Return the text without case, accents and apostrophes."""
    plain = text.casefold().translate(_UNDECOMPOSED)
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)).casefold()


def plain_words(text: str) -> list[str]:
    """Return the folded words of a text, in their order."""
    return [word[:LONGEST_WORD] for word in _PLAIN.findall(folded(text))]


def joined(text: str) -> str:
    """Return the text as one word, as SKUs are compared."""
    return "".join(_PLAIN.findall(folded(text)))[:LONGEST_WORD]


def indexed_words(text: str) -> Iterator[str]:
    """Yield the words by which a text is found: what a hyphen joins is found together and apart."""
    for found in _HYPHENATED.findall(folded(text)):
        parts = _PLAIN.findall(found)
        for word in chain(parts, ["".join(parts)] if len(parts) > 1 else []):
            yield word[:LONGEST_WORD]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a typed search asks for: all of `words`, or `together`, what was typed as one word or SKU.

    The last word, and `together`, may be beginnings of what is looked for. `together` is empty where it
    would say nothing more than the only word.
    """

    words: tuple[str, ...]
    together: str

    @property
    def unfinished(self) -> str:
        """The last word where it is long enough to be looked for as a beginning, else empty."""
        return self.words[-1] if self.words and len(self.words[-1]) >= PREFIX_FROM else ""


def asked_for(query: str) -> Asked:
    """Read a search as it was typed. Words beyond the cap are not looked at."""
    typed = plain_words(query)[:WORD_CAP]
    wanted = [word for word in typed if word not in LITTLE] or typed
    together = joined(query)
    return Asked(tuple(dict.fromkeys(wanted)), together if len(typed) > 1 else "")
