"""Reading the whole catalogue and finding everybody's neighbours, while the build before goes on serving."""

from collections.abc import Callable
from datetime import timedelta
from resource import RUSAGE_SELF, getrusage

import numpy as np
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from shop.catalogue.models import Product
from shop.recommendations.matrix import Known, shelves
from shop.recommendations.models import Build, Neighbour, Vector
from shop.recommendations.storing import forget, keep_neighbours, keep_vectors, tell_planner, written_behind
from shop.recommendations.texts import texts
from shop.recommendations.vectors import Model

DEAD = timedelta(minutes=10)  # without a sign of life, after which a build's process has died
State = Build.State

Progress = Callable[[Build], None]


class AlreadyBuilding(Exception):
    """Another build runs in this shop."""


def build(progress: Progress = lambda build: None) -> Build:
    """Read all products that lists show and let what is found serve; `progress` is told of each batch.

    Memory holds the vectors, and of the cosines of all with all a few rows at a time. Raises AlreadyBuilding.
    Whatever else it raises is noted on the build, and the one before serves on.
    """
    begun = _begin()
    try:
        _fill(begun, progress)
        tell_planner(Neighbour, Vector)
        _serve(begun)
    except BaseException as error:
        said = f"{type(error).__name__}: {error}"[:500]
        Build.objects.filter(pk=begun.pk).update(state=State.FAILED, failure=said, ended_at=Now())
        raise
    finally:
        _sweep()
    return begun


def _begin() -> Build:
    died = Build.objects.filter(state=State.RUNNING, alive_at__lt=Now() - DEAD)
    died.update(state=State.FAILED, failure=_("Its process has ended."), ended_at=Now())
    try:
        with transaction.atomic():
            begun = Build.objects.create(read_to=Now())
    except IntegrityError as error:
        raise AlreadyBuilding(_("Another build is running.")) from error
    begun.refresh_from_db()
    return begun


def _fill(build: Build, progress: Progress) -> None:
    known = Known()
    model, vectors = Model.learn(known.noting(texts(Product.objects.listed())))
    build.model, build.total = model.dump(), len(known.products)
    build.save(update_fields=["model", "total"])
    for found in shelves(np.arange(build.total), vectors, known):
        with written_behind():
            keep_vectors(build, known, vectors, found)
            keep_neighbours(build, known, found)
        build.done += len(found.rows)
        Build.objects.filter(pk=build.pk).update(done=build.done, alive_at=Now())
        progress(build)


@transaction.atomic
def _serve(build: Build) -> None:
    Build.objects.filter(current=True).update(current=False)
    megabytes = getrusage(RUSAGE_SELF).ru_maxrss // 1024
    done = {"current": True, "state": State.READY, "ended_at": Now(), "megabytes": megabytes}
    Build.objects.filter(pk=build.pk).update(**done)
    build.refresh_from_db()


def _sweep() -> None:
    """Forget what builds found that neither serve nor run."""
    over = Build.objects.filter(current=False).exclude(state=State.RUNNING)
    over.exclude(model=None).update(model=None)
    forget(Neighbour.objects.filter(build__in=over))
    forget(Vector.objects.filter(build__in=over))
