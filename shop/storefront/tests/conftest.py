"""What the tests of the storefront share."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from shop.accounts.models import User
from shop.storefront.tests.importing import Load, loader


@pytest.fixture
def load(db: None, tmp_path: Path, settings: Settings) -> Load:
    """Return a function that writes a file of products (text or bytes) and imports it by the command."""
    settings.DATA_DIR = tmp_path / "data"
    settings.MEDIA_ROOT = tmp_path / "media"
    return loader(tmp_path)


@pytest.fixture
def ada(db: None) -> User:
    """A shopper with an account."""
    return User.objects.create_user("ada@example.com", "correct horse battery")


@pytest.fixture(params=["visitor", "shopper"])
def shopper(request: pytest.FixtureRequest, client: Client) -> Client:
    """Whoever keeps a wishlist: a visitor's session, or an account."""
    if request.param == "shopper":
        client.force_login(request.getfixturevalue("ada"))
    return client
