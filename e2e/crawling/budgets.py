"""How many bytes a page may load, unpacked, by what they are."""

from collections.abc import Iterator, Mapping

from e2e.crawling.addresses import path_pattern

KB = 1000
SHOP = {
    "document": 150 * KB,
    "style": 80 * KB,
    "script": 90 * KB,
    "font": 50 * KB,
    "pictures": 2000 * KB,
    "fragments": 150 * KB,
}
# Django's admin brings its own scripts and styles.
DESK = {"document": 400 * KB, "style": 150 * KB, "script": 800 * KB, "font": 50 * KB, "pictures": 2000 * KB}


def over(address: str, weights: Mapping[str, int]) -> Iterator[str]:
    """Say for each kind of bytes that a page has too many of how many there are."""
    allowed = DESK if path_pattern(address).startswith("/admin/") else SHOP
    for kind, budget in allowed.items():
        if weights.get(kind, 0) > budget:
            yield f"{kind}: {weights[kind] / KB:.0f} kB of {budget / KB:.0f} kB"
