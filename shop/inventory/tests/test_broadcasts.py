"""Whatever moves stock tells the open pages, once it is committed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models.functions import Now
from pytest_django import DjangoCaptureOnCommitCallbacks

from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory.expiry import sweep_expired_holds
from shop.inventory.models import Reservation
from shop.inventory.receiving import receive
from shop.inventory.releasing import release
from shop.inventory.reservations import Claim, confirm, reserve, resize
from shop.live import publishing

pytestmark = pytest.mark.django_db
HELD, SOLD = Reservation.State.HELD, Reservation.State.SOLD


def hold(variant: Variant) -> Reservation:
    return reserve([Claim(variant.pk, 1, 900)], claimant="test")[0]


def sold(variant: Variant) -> Reservation:
    row = hold(variant)
    confirm([row.pk])
    return row


def expired(variant: Variant) -> Reservation:
    row = hold(variant)
    Reservation.objects.update(expires_at=Now() - timedelta(seconds=1))
    return row


VERBS = {
    "reserve": (lambda variant: None, lambda variant, row: hold(variant), {"variant"}),
    "resize": (hold, lambda variant, row: resize(row.pk, Claim(variant.pk, 2, 900)), {"variant", "hold"}),
    "confirm": (hold, lambda variant, row: confirm([row.pk]), {"variant"}),
    "release": (hold, lambda variant, row: release([row.pk], origin=HELD), {"variant", "hold"}),
    "cancel": (sold, lambda variant, row: release([row.pk], origin=SOLD), {"variant", "hold"}),
    "sweep": (expired, lambda variant, row: sweep_expired_holds(), {"variant", "hold"}),
    "receive": (lambda variant: None, lambda variant, row: receive(variant.pk, 3), {"variant"}),
}


@pytest.mark.parametrize("prepare, verb, kinds", VERBS.values(), ids=VERBS)
def test_a_verb_tells_the_pages_after_its_commit(
    prepare: Callable,
    verb: Callable,
    kinds: set[str],
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    variant = make_product(stock=5).default_variant
    row = prepare(variant)
    told: set[tuple[str, int]] = set()
    monkeypatch.setattr(publishing, "publish", told.update)
    with django_capture_on_commit_callbacks() as callbacks:
        verb(variant, row)
    assert not told
    for callback in callbacks:
        callback()
    of = {"variant": variant.pk, "hold": row.pk if row else None}
    assert told == {(kind, of[kind]) for kind in kinds}
