"""Mending what was mistyped, with words that the catalogue has."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from shop.catalogue.search.engines import engine
from shop.catalogue.search.words import Asked

CORRECTED_CAP = 4  # a search with more unknown words is not a slip of the finger
CANDIDATES = 10
COMMON = 10  # products; what so many have is no slip
COMMONER = 10  # so many times as usual must be what a word of the catalogue is taken for


def corrected(asked: Asked) -> str | None:
    """Return the search with unknown and rare words replaced by the nearest; None where nothing changes."""
    uses = engine().uses(asked.words) if asked.words else {}
    better: dict[str, str] = {}
    rare = [word for word in asked.words if uses.get(word, 0) < COMMON]
    for word in sorted(rare, key=lambda word: uses.get(word, 0))[:CORRECTED_CAP]:
        if nearest := _nearest(word, uses.get(word, 0)):
            better[word] = nearest
    return " ".join(better.get(word, word) for word in asked.words) if better else None


def _nearest(word: str, uses: int) -> str | None:
    """Return the commonest word at the least distance; two that were written as one go before two typos."""
    if not word.isalpha() or not (allowed := _allowed(word)):
        return None
    others = (known for known in engine().near(word) if known != word)
    found = process.extract(word, others, scorer=OSA.distance, score_cutoff=allowed, limit=CANDIDATES)
    at = {known: distance for known, distance, _place in found}
    common = {known: n for known, n in engine().uses(at).items() if n > uses * COMMONER} if at else {}
    if uses == 0 and 1 not in (at[known] for known in common) and (parts := _parted(word)):
        return parts
    return min(common, key=lambda known: (at[known], known[0] != word[0], -common[known]), default=None)


def _allowed(word: str) -> int:
    """Return how many letters may be wrong."""
    return 0 if len(word) < 4 else 1 if len(word) < 6 else 2


def _parted(word: str) -> str | None:
    """Return the two words that were written as one, the commonest where there are several."""
    pairs = [(word[:at], word[at:]) for at in range(3, len(word) - 2)]
    uses = engine().uses({part for pair in pairs for part in pair}) if pairs else {}
    known = [pair for pair in pairs if all(uses.get(part) for part in pair)]
    return " ".join(max(known, key=lambda pair: _rarer(pair, uses))) if known else None


def _rarer(pair: Iterable[str], uses: dict[str, int]) -> int:
    return min(uses[part] for part in pair)
