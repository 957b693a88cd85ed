"""Letting shelves follow what the catalogue says.

Most of the time there is nothing to follow, and most processes never have to: what finds neighbours takes
longer to load than Django, and is loaded where there is news.
"""

from contextlib import suppress
from datetime import timedelta

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Now

from shop.catalogue.models import Product, ProductQuerySet
from shop.recommendations.models import Build, Vector
from shop.recommendations.texts import Text, texts

OVERLAP = timedelta(minutes=1)  # a transaction dates its changes before it commits them
MANY = 500  # changes at once, from which a build is the shorter way
PAUSE = timedelta(minutes=10)  # between builds that fail

News = dict[int, Text | None]  # by product: what it says now, None where lists show it no more


class Outdated(Exception):
    """There is no build, or none from which small steps lead to what the catalogue says now."""


def follow_changes() -> None:
    """Let shelves follow the catalogue: by small steps, else by a build once nothing changes any more."""
    try:
        update()
    except Outdated:
        failed = Build.objects.filter(state=Build.State.FAILED, ended_at__gt=Now() - PAUSE)
        if not failed.exists():
            rebuild()


def rebuild() -> None:
    """Find everybody's neighbours anew, unless that is being done."""
    from shop.recommendations.building import AlreadyBuilding, build

    with suppress(AlreadyBuilding):
        build()


def update() -> int:
    """Find again the shelves that changed since the serving build was read; return how many.

    A step that meets another one, or a new build, is given up: the next one does it. Raises Outdated.
    """
    serving = Build.objects.filter(current=True).defer("model").annotate(clock=Now()).first()
    if serving is None:
        raise Outdated
    changed = Product.objects.order_by().filter(changed_at__gte=serving.read_to - OVERLAP)
    if not changed.exists():
        return 0
    news = _news(serving, changed)
    if len(news) > MANY:
        raise Outdated
    if not news:
        advance(serving, steps=0)
        return 0
    from shop.recommendations.updating import step

    return step(serving, news)


def advance(serving: Build, steps: int) -> int:
    """Note that the build knows what the catalogue said at its clock; return 0 if another was faster."""
    same = Build.objects.filter(pk=serving.pk, current=True, changes=serving.changes)
    return same.update(changes=F("changes") + steps, read_to=serving.clock)


def _news(serving: Build, changed: ProductQuerySet) -> News:
    """Return what is not as the build has it. A changed price, stock or rating is no news."""
    vectors = Vector.objects.filter(build=serving)
    kept = dict(vectors.filter(product__in=changed.values("pk")).values_list("product", "digest"))
    listed = {text.product: text for text in texts(changed.listed())}
    deleted = vectors.exclude(Exists(Product.objects.filter(pk=OuterRef("product"))))
    gone = {*(kept.keys() - listed.keys()), *deleted.values_list("product", flat=True)}
    said = {product: text for product, text in listed.items() if kept.get(product) != text.digest}
    return said | dict.fromkeys(gone)
