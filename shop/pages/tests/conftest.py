"""What the tests of pages share."""

import pytest

from shop.notifications.tests.conftest import sink  # noqa: F401  a fixture
from shop.pages.first_texts import write_missing
from shop.pages.models import Page


@pytest.fixture(autouse=True)
def _first_pages(db: None) -> None:
    """Start as a new shop does, whatever other tests left of what the migration wrote."""
    write_missing(Page)
