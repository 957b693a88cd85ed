"""What the tests of the storefront share."""

from pathlib import Path

import pytest
from pytest_django import Settings

from shop.storefront.tests.importing import Load, loader


@pytest.fixture
def load(db: None, tmp_path: Path, settings: Settings) -> Load:
    """Return a function that writes a file of products (text or bytes) and imports it by the command."""
    settings.DATA_DIR = tmp_path / "data"
    settings.MEDIA_ROOT = tmp_path / "media"
    return loader(tmp_path)
