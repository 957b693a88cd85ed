"""How many of which process run, and on which ports: as honcho counts them."""

import random
import socket
from collections.abc import Mapping

Scale = Mapping[str, int]

KINDS = ("web", "live", "worker")  # the Procfile's first lines
_APART = 100
_MOST = 9  # of one kind


def scale(text: str) -> Scale:
    """Return how many of which process `web=2,live=2` means. Raises ValueError when it means nothing."""
    counts = {kind: int(count) for kind, count in (part.split("=") for part in text.split(","))}
    if not counts.keys() <= set(KINDS) or not all(1 <= count <= _MOST for count in counts.values()):
        raise ValueError(text)
    return counts


def ports(kind: str, many: Scale, base: int) -> list[int]:
    """Return where the processes of a kind listen when honcho starts at port `base`."""
    first = base + _APART * KINDS.index(kind)
    return [first + number for number in range(many.get(kind, 1))]


def free_base() -> int:
    """Return a `base` from which on nobody listens right now."""
    while True:
        base = random.randrange(20_000, 30_000)  # noqa: S311  any will do
        wanted = dict.fromkeys(KINDS, _MOST)
        if all(free(port) for kind in KINDS for port in ports(kind, wanted, base)):
            return base


def free(port: int) -> bool:
    """Return whether nobody listens on a port of this machine right now."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
