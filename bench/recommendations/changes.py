"""One product's change after the other, and shelves read, in the shop that the environment names; as JSON."""

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from random import Random
from time import perf_counter

import django

from deploy.local.console import say

SEED = 8
READ = 10  # shelves for each change
SHOWN = 8


def main(times: int) -> dict[str, list[float]]:
    """Return the seconds that each step after a change took, and each reading of a shelf."""
    from django.db.models.functions import Now

    from shop.catalogue.models import Product
    from shop.recommendations.following import update
    from shop.recommendations.serving import neighbours

    # The import is long over: what was changed within the last minute is looked at again with every step.
    Product.objects.update(changed_at=Now() - timedelta(hours=1))
    dice, products = Random(SEED), list(Product.objects.listed().order_by("pk").values_list("pk", "title"))
    steps, reads = [], []
    for product, title in dice.sample(products, times):
        words = dice.choice(products)[1]
        one = Product.objects.filter(pk=product)
        one.update(title=f"{title} {words}"[:255])
        one.touch()
        steps.append(_seconds(update))
        reads += [_seconds(lambda: neighbours([dice.choice(products)[0]], SHOWN)) for _ in range(READ)]
    return {"steps": steps, "reads": reads}


def _seconds(done: Callable[[], object]) -> float:
    began = perf_counter()
    done()
    return perf_counter() - began


if __name__ == "__main__":
    django.setup()
    say(json.dumps(main(int(sys.argv[1]))))
