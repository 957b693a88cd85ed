"""Making what pictures wait for, in the background: one maker at a time has a picture, none is forgotten."""

import logging
import time
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from shop.catalogue.imaging import files
from shop.catalogue.imaging.renditions import WIDTHS, Rendered, render, widths_for
from shop.catalogue.models import Picture

logger = logging.getLogger(__name__)

# Longer than any picture takes: whoever holds one for longer has crashed.
LEASE = timedelta(minutes=5)


def make_in_turn(seconds: float) -> None:
    """Make pictures for so long, unless another maker is at it: the other tasks need workers too."""
    ends = time.monotonic() + seconds
    if _waiting().exclude(_free()).exists():
        return
    while time.monotonic() < ends and make_next():
        pass


def make_next() -> bool:
    """Make the picture that has waited longest; return False when none waits that nobody has.

    Must not run inside a transaction: the claim has to be seen by other makers.
    """
    for pk in _waiting().filter(_free()).order_by("pk").values_list("pk", flat=True)[:10]:
        if picture := claim(pk):
            _make(picture)
            return True
    return False


def claim(pk: int) -> Picture | None:
    """Have a waiting picture for as long as the lease lasts; None when another maker has it."""
    free = _waiting().filter(_free(), pk=pk)
    claimed = free.update(claimed_until=timezone.now() + LEASE)
    return Picture.objects.filter(pk=pk).first() if claimed else None


def wait_again(pictures: QuerySet[Picture]) -> int:
    """Let pictures be made once more. Returns how many."""
    return pictures.update(state=Picture.State.PENDING, claimed_until=None)


def _waiting() -> QuerySet[Picture]:
    return Picture.objects.filter(state=Picture.State.PENDING)


def _free() -> Q:
    return Q(claimed_until=None) | Q(claimed_until__lte=timezone.now())


def _make(picture: Picture) -> None:
    try:
        rendered = render(picture.file.name)
    except Exception as error:
        logger.warning("Picture %s could not be made", picture.pk, exc_info=True)
        _note_failure(picture, error)
    else:
        _note_ready(picture, rendered)


def _note_ready(picture: Picture, rendered: Rendered) -> None:
    made = {"widths": rendered.widths, "colour": rendered.colour, "failure": ""}
    if not _note(picture, state=Picture.State.READY, **made):
        _take_back(picture, rendered.widths)


def _note_failure(picture: Picture, error: Exception) -> None:
    failure = f"{type(error).__name__}: {error}"[:300]
    _note(picture, state=Picture.State.FAILED, failure=failure, widths=[])
    _take_back(picture, {*WIDTHS, *widths_for(picture.width)})


def _note(picture: Picture, **fields: object) -> bool:
    """Write the outcome; return False when the picture is gone, has another file, or another maker."""
    same = Picture.objects.filter(pk=picture.pk, file=picture.file.name, claimed_until=picture.claimed_until)
    return bool(same.update(claimed_until=None, **fields))


def _take_back(picture: Picture, widths: Iterable[int]) -> None:
    """Remove renditions that no row names, and that no other maker is at."""
    master, *renditions = files.names_of(picture.file.name, widths)
    if not Picture.objects.filter(file=master).exclude(state=Picture.State.FAILED).exists():
        files.remove(renditions)
