"""The audit of lists notices every lie, and mends it where it can."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from shop.catalogue.models import Product, Variant
from shop.catalogue.tests.factories import make_product

pytestmark = pytest.mark.django_db

LIES: list[dict[str, Any]] = [
    {"lowest_price": "9.99"},
    {"lowest_price": None},
    {"on_sale": True},
    {"stock_band": 0},
]


@pytest.mark.parametrize("lie", LIES, ids=str)
def test_a_lie_is_found_named_and_repaired(lie: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    make_product()
    cup = make_product("Cup")
    Product.objects.filter(pk=cup.pk).update(**lie)
    with pytest.raises(CommandError, match=r"1 problem"):
        call_command("audit_listing")
    assert cup.slug in capsys.readouterr().err
    call_command("audit_listing", "--repair")
    call_command("audit_listing")


@pytest.mark.parametrize("lie", [{"archived": True}, {"price": "3"}, {"compare_at_price": "99"}], ids=str)
def test_a_variant_changed_behind_the_verbs_back_is_found(lie: dict[str, Any]) -> None:
    cup = make_product("Cup", variants=[{}, {}])
    Variant.objects.filter(pk=cup.default_variant_id).update(**lie)
    with pytest.raises(CommandError, match=r"1 problem"):
        call_command("audit_listing")


def test_a_product_without_a_card_though_it_could_have_one_is_found() -> None:
    make_product()
    Product.objects.update(default_variant=None)
    with pytest.raises(CommandError, match=r"1 problem"):
        call_command("audit_listing")


def test_a_true_catalogue_passes(capsys: pytest.CaptureFixture[str]) -> None:
    make_product(variants=[{}, {"price": "3", "stock": 0, "compare_at_price": "4"}])
    make_product(variants=())
    make_product(stock=0)
    call_command("audit_listing")
    assert "true" in capsys.readouterr().out
