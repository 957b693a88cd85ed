"""A Stripe on this machine."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from shop.payments.tests.fake_stripe import SECRET, FakeStripe
from shop.payments.tests.fake_stripe_server import KEY, Door, serve


@pytest.fixture
def door(settings: Settings) -> Iterator[Door]:
    """Let the shop sell by Stripe, and be Stripe."""
    with serve(FakeStripe()) as door:
        settings.STRIPE_API, settings.STRIPE_SECRET_KEY = door.books.url, KEY
        settings.STRIPE_WEBHOOK_SECRET = SECRET
        settings.PAYMENT_PROVIDERS = ["stripe", "cod", "demo"]
        yield door


@pytest.fixture
def books(door: Door) -> FakeStripe:
    """What Stripe knows."""
    return door.books
