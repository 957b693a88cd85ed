"""Where the time of a page goes, beside that of its bare view: by part of the code, and by function.

A builtin's time counts for who called it. The profiler makes many small calls dearer than few large ones: the
shares tell where to look, and the ratio of both pages is the clock's (`throughput`). Nothing is logged.
"""

import cProfile
import gc
import logging
import pstats
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import PurePath

import django

from bench.pages.opening import open_page

TIMES = 300
SHOWN = 25
ASKING = "psycopg2.extensions.cursor"  # who asks, waits
NETWORK = ("test/client.py", "test/signals.py", "bench/pages/opening.py")

Function = tuple[str, int, str]  # its file, line and name, as pstats has them


def table(page: str, bare: str) -> Iterator[str]:
    """Yield lines: microseconds of each part in an answer of both pages, and of the dearest functions."""
    shops, least = _spent(page), _spent(bare)
    parts, parts_of_bare = _summed(shops, _part), _summed(least, _part)
    yield f"{'µs an answer, by the profiler':<50}{'page':>8}{'bare':>8}"
    for part, spent in parts.most_common():
        yield f"{part:<50}{spent:>8.0f}{parts_of_bare[part]:>8.0f}"
    yield f"{'in all':<50}{parts.total():>8.0f}{parts_of_bare.total():>8.0f}\n"
    named, named_of_bare = _summed(shops, _named), _summed(least, _named)
    for name, spent in named.most_common(SHOWN):
        yield f"{name:<50}{spent:>8.0f}{named_of_bare[name]:>8.0f}"


def _spent(url: str) -> Counter[Function]:
    """Return the microseconds that each function itself takes of an answer."""
    for _ in range(TIMES // 10):
        open_page(url)
    gc.freeze()  # or looking through all that was loaded would count for whoever is about
    profiler = cProfile.Profile()
    profiler.enable()
    for _ in range(TIMES):
        open_page(url)
    profiler.disable()
    spent: Counter[Function] = Counter()
    for function, (_, _, own, _, callers) in pstats.Stats(profiler).stats.items():
        if function[0] == "~" and ASKING not in function[2]:
            for caller, (_, _, of_it, _) in callers.items():
                spent[caller] += of_it * 1e6 / TIMES
        else:
            spent[function] += own * 1e6 / TIMES
    return spent


def _summed(spent: Counter[Function], name: Callable[[Function], str]) -> Counter[str]:
    summed: Counter[str] = Counter()
    for function, took in spent.items():
        if not function[0].endswith(NETWORK):
            summed[name(function)] += took
    return summed


def _part(function: Function) -> str:
    """Return the package that a function is of: one of Django's or ours, or all that Python has."""
    if ASKING in function[2]:
        return "PostgreSQL, asked and waited for"
    module = _module(function[0])
    top = module.split(".")
    return ".".join(top[:2]) if top[0] in ("django", "shop") else top[0]


def _named(function: Function) -> str:
    return f"{_module(function[0])}:{function[2]}"[-50:]


def _module(file: str) -> str:
    parts = PurePath(file).with_suffix("").parts
    for top in ("site-packages", "lib"):
        if top in parts:
            within = parts[parts.index(top) + 1 :]
            return ".".join(within) if top == "site-packages" else f"Python.{within[-1]}"
    roots = [at for at, part in enumerate(parts) if part in ("shop", "components", "bench")]
    return ".".join(parts[roots[0] :]) if roots else "Python"


if __name__ == "__main__":
    django.setup()
    logging.disable(logging.INFO)
    print("\n".join(table(*sys.argv[1:])))
