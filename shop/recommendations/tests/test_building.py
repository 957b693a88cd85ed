"""A build finds everybody's neighbours, and serves only once it is done."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shop.catalogue.models import Category, Product
from shop.catalogue.publishing import archive
from shop.catalogue.tests.factories import make_category, make_product
from shop.recommendations.building import build
from shop.recommendations.models import Build, Neighbour, Vector
from shop.recommendations.serving import neighbours

pytestmark = pytest.mark.django_db


@pytest.fixture
def kettles() -> list[int]:
    """Make three kettles of three makers, and a lamp that has no word with them in common."""
    kitchen, light = make_category("Kitchen"), make_category("Light")
    titles = ("Steel kettle for the hob", "Copper kettle for the hob", "Enamel kettle with a whistle")
    made = [make_product(title, category=kitchen, brand=f"Maker {title[0]}") for title in titles]
    make_product("Reading lamp", category=light, brand="Lume")
    return [product.pk for product in made]


def test_a_shelf_has_what_is_alike_the_nearest_first_and_nothing_that_is_not(kettles: list[int]) -> None:
    steel, copper, enamel = kettles
    built = build()
    assert neighbours([steel], 10) == [copper, enamel]
    assert (built.current, built.state, built.done, built.total) == (True, "ready", 4, 4)


def test_what_is_sold_out_archived_or_asked_for_is_on_no_shelf(kettles: list[int]) -> None:
    steel, copper, enamel = kettles
    build()
    assert neighbours([steel, copper], 10) == [enamel]
    Product.objects.filter(pk=copper).update(stock_band=0)
    assert neighbours([steel], 10) == [enamel]
    archive(Product.objects.filter(pk=enamel))
    assert neighbours([steel], 10) == []


def test_a_build_replaces_the_one_before_and_its_rows(kettles: list[int]) -> None:
    build()
    new = build()
    assert Build.objects.get(current=True) == new
    assert set(Neighbour.objects.values_list("build", flat=True)) == {new.pk}
    assert set(Vector.objects.values_list("build", flat=True)) == {new.pk}


def test_postgresql_knows_how_much_there_is_before_it_serves(kettles: list[int]) -> None:
    with CaptureQueriesContext(connection) as asked:
        build()
    said = [query["sql"] for query in asked]
    counted = [place for place, sql in enumerate(said) if sql.startswith("ANALYZE recommendations_neighbour")]
    serves = next(place for place, sql in enumerate(said) if 'SET "current"' in sql)
    assert all(place < serves for place in counted)
    assert len(counted) == (connection.vendor == "postgresql")


def test_a_failed_build_leaves_the_one_before_serving(kettles: list[int]) -> None:
    serving = build()

    def fail(_build: Build) -> None:
        raise RuntimeError("no more room")

    with pytest.raises(RuntimeError):
        build(fail)
    failed = Build.objects.first()
    assert (failed.state, failed.failure, failed.current) == ("failed", "RuntimeError: no more room", False)
    assert set(Vector.objects.values_list("build", flat=True)) == {serving.pk}
    assert len(neighbours(kettles[:1], 10)) == 2


def test_one_build_runs_at_a_time_until_it_has_given_no_sign_of_life_for_long(kettles: list[int]) -> None:
    running = Build.objects.create()
    with pytest.raises(CommandError, match="Another build is running"):
        call_command("build_recommendations", stdout=StringIO())
    Build.objects.filter(pk=running.pk).update(alive_at=timezone.now() - timedelta(minutes=11))
    said = StringIO()
    call_command("build_recommendations", stdout=said)
    running.refresh_from_db()
    assert (running.state, running.failure) == ("failed", "Its process has ended.")
    assert "4 products in" in said.getvalue()


def test_a_shop_without_products_or_words_is_built_as_well() -> None:
    assert build().total == 0
    make_product("?", category=Category.objects.create(name="–", slug="none", path="none"))
    assert build().total == 1
