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


def allowed(address: str) -> Mapping[str, int]:
    """Return what a page may load of each kind."""
    return DESK if path_pattern(address).startswith("/admin/") else SHOP


class Scales:
    """The heaviest pages so far: by where they are and what is weighed, bytes and address."""

    def __init__(self) -> None:
        self.heaviest: dict[tuple[str, str], tuple[int, str]] = {}

    def weigh(self, address: str, weights: Mapping[str, int]) -> None:
        """Remember a page's weights where they are the greatest."""
        for kind in allowed(address):
            place = ("desk" if allowed(address) is DESK else "shop", kind)
            self.heaviest[place] = max(self.heaviest.get(place, (0, "")), (weights.get(kind, 0), address))


def over(address: str, weights: Mapping[str, int]) -> Iterator[str]:
    """Say for each kind of bytes that a page has too many of how many there are."""
    for kind, budget in allowed(address).items():
        if weights.get(kind, 0) > budget:
            yield f"{kind}: {weights[kind] / KB:.0f} kB of {budget / KB:.0f} kB"
