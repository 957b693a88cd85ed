"""All neighbours of the shop that the environment names, by the book and by ours, as JSON."""

import json
from time import perf_counter
from typing import Any

import django
import numpy as np

from deploy.local.console import say


def main() -> dict[str, Any]:
    """Return the seconds that each takes for the serving build's vectors, and how many rows differ."""
    from bench.recommendations.textbook import different, lines, nearest_by_the_book
    from shop.recommendations.diversity import CANDIDATES, FLOOR
    from shop.recommendations.models import Build
    from shop.recommendations.reading import read_vectors
    from shop.recommendations.similarity import nearest
    from shop.recommendations.vectors import Model

    serving = Build.objects.get(current=True)
    _known, vectors, _bars = read_vectors(serving, len(Model.load(serving.model).terms))
    began = perf_counter()
    ours = list(nearest(vectors, vectors, np.arange(vectors.shape[0]), CANDIDATES, FLOOR))
    ended = perf_counter()
    theirs = list(nearest_by_the_book(vectors, CANDIDATES))
    return {
        "ours": ended - began,
        "textbook": perf_counter() - ended,
        "rows": len(theirs),
        "different": different(lines(ours), theirs, FLOOR),
    }


if __name__ == "__main__":
    django.setup()
    say(json.dumps(main()))
