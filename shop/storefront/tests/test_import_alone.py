"""Imports follow each other, and leave the database knowing what it holds."""

from collections.abc import Iterator

import pytest
from django.core.management import CommandError
from django.db import connection

from shop.catalogue.models import Product
from shop.storefront.importing.alone import LOCK
from shop.storefront.tests.importing import Load

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

ROWS = "sku,name,price\nCUP,Cup,9.50\n"


@pytest.fixture
def another_import(db: None) -> Iterator[None]:
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        assert cursor.fetchone() == (True,)
    yield
    other.close()


def test_a_second_import_is_refused_while_one_runs(load: Load, another_import: None) -> None:
    with pytest.raises(CommandError, match="Another import is running"):
        load(ROWS)
    assert not Product.objects.exists()


def test_one_import_after_the_other_is_fine(load: Load) -> None:
    load(ROWS)
    with pytest.raises(CommandError, match="missing"):
        load("nonsense")
    assert "1 unchanged" in load(ROWS).output


def test_the_planner_knows_what_was_loaded(load: Load) -> None:
    load(ROWS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'catalogue_product'")
        assert cursor.fetchone() == (1,)
