"""Server time of each page in the shop that the environment names, as JSON."""

import json
import sys
from collections.abc import Iterator
from statistics import median
from time import perf_counter

import django
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.pages.opening import open_page

WARM_UPS = 3


def main(times: int) -> dict[str, dict[str, float]]:
    """Return for each page the median milliseconds, with caches filled and empty, and how many queries."""
    from bench.pages.addresses import addresses

    return {name: _measured(url, times) for name, url in addresses().items()}


def _measured(url: str, times: int) -> dict[str, float]:
    for _ in range(WARM_UPS):
        _taken(url)
    warm = median(_taken(url) for _ in range(times))
    cold = median(_cold(url, times))
    with CaptureQueriesContext(connection) as captured:
        size = open_page(url)
    return {"warm": warm, "cold": cold, "queries": len(captured), "bytes": size}


def _cold(url: str, times: int) -> Iterator[float]:
    from shop.storefront.kept import forget

    for _ in range(times):
        for cache in caches.all():
            cache.clear()
        forget()
        yield _taken(url)


def _taken(url: str) -> float:
    began = perf_counter()
    open_page(url)
    return (perf_counter() - began) * 1000


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(int(sys.argv[1]))))
