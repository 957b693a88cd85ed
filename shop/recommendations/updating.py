"""One product's change: its own shelf is found again, and those that it enters or leaves."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Now
from scipy import sparse

from shop.catalogue.models import Product, ProductQuerySet
from shop.recommendations.building import AlreadyBuilding, build
from shop.recommendations.matrix import Known, shelves
from shop.recommendations.models import Build, Neighbour, Vector
from shop.recommendations.storing import keep_neighbours, keep_vectors, read_vectors
from shop.recommendations.texts import Text, texts
from shop.recommendations.vectors import Model

OVERLAP = timedelta(minutes=1)  # a transaction dates its changes before it commits them
MANY = 500  # changes at once, from which a build is the shorter way
PAUSE = timedelta(minutes=10)  # between builds that fail
ROUNDING = 1e-5

News = dict[int, Text | None]  # by product: what it says now, None where lists show it no more


class Outdated(Exception):
    """There is no build, or none from which small steps lead to what the catalogue says now."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The serving build's rows with the news in their places."""

    known: Known
    vectors: sparse.csr_matrix
    stale: np.ndarray  # rows whose shelves the news may have changed


def follow_changes() -> None:
    """Let shelves follow the catalogue: by small steps, else by a build once nothing changes any more."""
    try:
        update()
    except Outdated:
        failed = Build.objects.filter(state=Build.State.FAILED, ended_at__gt=Now() - PAUSE)
        if not failed.exists():
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
    return _step(serving, news)


def _news(serving: Build, changed: ProductQuerySet) -> News:
    """Return what is not as the build has it. A changed price, stock or rating is no news."""
    vectors = Vector.objects.filter(build=serving)
    kept = dict(vectors.filter(product__in=changed.values("pk")).values_list("product", "digest"))
    listed = {text.product: text for text in texts(changed.listed())}
    deleted = vectors.exclude(Exists(Product.objects.filter(pk=OuterRef("product"))))
    gone = {*(kept.keys() - listed.keys()), *deleted.values_list("product", flat=True)}
    said = {product: text for product, text in listed.items() if kept.get(product) != text.digest}
    return said | dict.fromkeys(gone)


def _step(serving: Build, news: News) -> int:
    found, merged = [], None
    if news:
        merged = _merged(serving, news)
        found = list(shelves(merged.stale, merged.vectors, merged.known))
    with transaction.atomic():
        same = Build.objects.filter(pk=serving.pk, current=True, changes=serving.changes)
        if not same.update(changes=F("changes") + int(bool(news)), read_to=serving.clock):
            return 0
        if merged:
            stale = {merged.known.products[shelf.row] for shelf in found} | news.keys()
            Vector.objects.filter(build=serving, product__in=stale).delete()
            Neighbour.objects.filter(build=serving, product__in=stale).delete()
            keep_vectors(serving, merged.known, merged.vectors, found)
            keep_neighbours(serving, merged.known, found)
    return len(found)


def _merged(serving: Build, news: News) -> Merged:
    """Put the news in their places; whose last candidate is no nearer than a newcomer, or a leaver, is stale.

    Raises Outdated when this code reads texts in another way than the build did.
    """
    model = Model.load(serving.model)
    if model is None:
        raise Outdated
    known, before, bars = read_vectors(serving, len(model.terms))
    fresh = [text for text in news.values() if text]
    moved = np.isin(known.products, list(news))
    new = model.vectors(fresh)
    for _text in known.noting(fresh):
        pass
    places = np.flatnonzero(np.concatenate([~moved, np.ones(len(fresh), bool)]))
    places = places[np.argsort(np.array(known.products)[places])]
    vectors = sparse.vstack([before, new], format="csr")[places]
    bars = np.concatenate([bars, np.full(len(fresh), -np.inf)])[places]
    cosines = (sparse.vstack([before[moved], new]) @ vectors.T).tocoo()
    stale = cosines.col[cosines.data >= bars[cosines.col] - ROUNDING]
    stale = np.union1d(stale, np.flatnonzero(bars == -np.inf))
    return Merged(known.taken(places), vectors, stale)
