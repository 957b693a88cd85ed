"""All neighbours of the shop that the environment names, by the book and by ours, as JSON."""

import json
from time import perf_counter, process_time
from typing import Any

import django
import numpy as np
from scipy import sparse

from deploy.local.console import say
from shop.recommendations.similarity import Nearest, chunks, nearest


def main() -> dict[str, Any]:
    """Return the seconds that each takes for the serving build's vectors, and how many rows differ."""
    from bench.recommendations.textbook import different, lines, nearest_by_the_book
    from shop.recommendations.diversity import CANDIDATES, FLOOR
    from shop.recommendations.models import Build
    from shop.recommendations.reading import read_vectors
    from shop.recommendations.vectors import Model

    serving = Build.objects.get(current=True)
    _known, vectors, _bars = read_vectors(serving, len(Model.load(serving.model).terms))
    began = perf_counter()
    ours = nearest_by_ours(vectors, CANDIDATES, FLOOR)
    ended, worked = perf_counter(), process_time()
    theirs = list(nearest_by_the_book(vectors, CANDIDATES))
    return {
        "ours": ended - began,
        "textbook": perf_counter() - ended,
        "textbook_worked": process_time() - worked,
        "rows": len(theirs),
        "different": different(lines(ours), theirs, FLOOR),
    }


def nearest_by_ours(vectors: sparse.csr_matrix, most: int, floor: float) -> list[Nearest]:
    """Return the nearest of each, found in one thread."""
    rows, columns = np.arange(vectors.shape[0]), vectors.T.tocsr()
    return [nearest(vectors[part], columns, rows[part], most, floor) for part in chunks(len(rows))]


if __name__ == "__main__":
    django.setup()
    say(json.dumps(main()))
