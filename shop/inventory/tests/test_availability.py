"""What the shop says about stock: available, few left, all held, sold out."""

import pytest
from pytest_django import DjangoAssertNumQueries

from components.stock import Band
from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory.availability import Availability, availability
from shop.inventory.models import Reservation
from shop.inventory.receiving import receive
from shop.inventory.releasing import release
from shop.inventory.reservations import Claim, confirm, reserve

pytestmark = pytest.mark.django_db


def stock_of(variant: Variant) -> Availability:
    return availability([variant.pk])[variant.pk]


def hold(variant: Variant, quantity: int = 1) -> Reservation:
    return reserve([Claim(variant.pk, quantity, 900)], claimant="test")[0]


@pytest.mark.parametrize(
    "stock, band", [(6, Band.AVAILABLE), (5, Band.FEW_LEFT), (1, Band.FEW_LEFT), (0, Band.SOLD_OUT)]
)
def test_the_band_follows_what_is_left(stock: int, band: Band) -> None:
    assert stock_of(make_product(stock=stock).default_variant).band == band


def test_held_is_not_sold() -> None:
    variant = make_product(stock=1).default_variant
    row = hold(variant)
    state = stock_of(variant)
    assert (state.band, state.returns_at) == (Band.ALL_HELD, row.expires_at)
    confirm([row.pk])
    assert stock_of(variant).band == Band.SOLD_OUT


def test_what_cannot_be_bought_is_said_to_be_sold_out() -> None:
    variant = make_product(stock=5).default_variant
    Variant.objects.filter(pk=variant.pk).update(archived=True)
    assert stock_of(variant).band == Band.SOLD_OUT


def test_every_change_that_shows_makes_the_version_grow() -> None:
    variant = make_product(stock=2).default_variant
    versions = [stock_of(variant).version]

    def then(row: Reservation | None = None) -> Reservation | None:
        versions.append(stock_of(variant).version)
        return row

    first, second = then(hold(variant)), then(hold(variant))
    then(confirm([first.pk]))
    then(confirm([second.pk]))
    then(release([second.pk], origin=Reservation.State.SOLD))
    variant.price += 1
    then(variant.save())
    then(receive(variant.pk, 4))
    assert versions == sorted(set(versions))


def test_many_variants_are_read_in_one_query_and_one_more_where_some_are_gone(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    variants = [make_product(stock=number).default_variant.pk for number in (0, 0, 1, 2)]
    with django_assert_num_queries(1):
        assert set(availability(variants[2:])) == set(variants[2:])
    with django_assert_num_queries(2):
        assert set(availability(variants)) == set(variants)


def test_a_variant_that_does_not_exist_is_left_out() -> None:
    assert availability([999]) == {}
