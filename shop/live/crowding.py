"""How many sockets one session, and one address, may have open in this process at a time."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from shop.operations import metrics

_open: Counter[tuple[str, str]] = Counter()


@contextmanager
def place_for(session: str, address: str) -> Iterator[bool]:
    """Take a place for one socket until the block ends, and say whether there was one.

    An empty session or address is not counted. To be called on the event loop alone.
    """
    limits = {
        ("session", session): settings.SOCKETS_PER_SESSION,
        ("address", address): settings.SOCKETS_PER_ADDRESS,
    }
    counted = [who for who in limits if who[1]]
    if any(_open[who] >= limits[who] for who in counted):
        metrics.rate_limited.labels("open_sockets").inc()
        yield False
        return
    _open.update(counted)
    try:
        yield True
    finally:
        _give_back(counted)


def _give_back(counted: list[tuple[str, str]]) -> None:
    for who in counted:
        _open[who] -= 1
        if not _open[who]:
            del _open[who]
