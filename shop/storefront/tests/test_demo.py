"""The demo shop: its catalogue, its pictures, its accounts."""

import xml.etree.ElementTree as ET
from io import StringIO
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db.models import Count, F
from django.test import Client
from pytest_django import Settings

from shop.accounts.models import User
from shop.catalogue.models import Category, Picture, Product, Variant
from shop.inventory.models import Stock
from shop.orders.models import Order
from shop.reviews.models import Review
from shop.storefront.demo.drawing.motifs import MOTIFS
from shop.storefront.demo.pictures import draw_all, scenes

A_FEW_KILOBYTES = 4200


@pytest.fixture
def media(settings: Settings, tmp_path: Path, db: None) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def _load(**options: object) -> str:
    output = StringIO()
    call_command("load_demo", stdout=output, **options)
    return output.getvalue()


@pytest.fixture
def demo(media: Path) -> str:
    """Load the demo shop; return what the command said."""
    return _load(accounts=True)


def test_the_demo_reads_like_a_whole_shop(demo: str) -> None:
    assert 55 <= Product.objects.count() <= 75
    assert 6 <= Category.objects.filter(parent=None).count() <= 8
    assert not Product.objects.filter(category__parent=None).exists()
    assert Product.objects.annotate(n=Count("variants")).filter(n__gte=2).count() >= 12
    assert Variant.objects.filter(compare_at_price__gt=F("price")).count() >= 8
    assert not Product.objects.filter(description="").exists()
    assert list(Category.objects.filter(parent=None).values_list("name", flat=True)[:2]) == [
        "Kitchen",
        "Table",
    ]


def test_exactly_one_has_three_left_and_a_few_are_sold_out(demo: str) -> None:
    assert Stock.objects.filter(available=3).count() == 1
    assert 3 <= Stock.objects.filter(available=0).count() <= 8
    assert Stock.objects.count() == Variant.objects.count()
    call_command("audit_stock")


def test_the_drop_is_held_for_two_minutes_and_one_thing_only_with_the_order(demo: str) -> None:
    drop = Variant.objects.get(hold_seconds=120)
    assert (drop.on_sale, drop.stock.available) == (True, 50)
    assert Variant.objects.filter(hold_seconds=0).count() == 1


def test_every_product_has_pictures_with_a_size_and_words(demo: str, media: Path) -> None:
    assert not Product.objects.annotate(n=Count("pictures")).filter(n__lt=2).exists()
    assert set(Picture.objects.values_list("width", "height")) == {(800, 800)}
    assert not Picture.objects.filter(alt="").exists()
    assert all((media / name).is_file() for name in Picture.objects.values_list("file", flat=True))


def test_no_two_pictures_are_alike_and_each_is_light_and_well_formed(tmp_path: Path) -> None:
    draw_all(tmp_path)
    drawn = [path.read_text() for path in tmp_path.iterdir()]
    assert len(set(drawn)) == len(drawn) == len(scenes())
    assert max(map(len, drawn)) < A_FEW_KILOBYTES
    for picture in drawn:
        tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(picture).iter()}  # noqa: S314  our own
        assert not tags & {"script", "image", "foreignObject", "use", "a"}


def test_every_motif_is_used() -> None:
    assert {scene.motif for scene in scenes().values()} == set(MOTIFS)


def test_buyers_have_reviewed_some_products_and_the_merchant_answers(demo: str) -> None:
    assert 6 <= Review.objects.filter(state=Review.State.PUBLISHED).count() <= 20
    assert set(Review.objects.values_list("line__order__state", flat=True)) == {"delivered"}
    assert len(set(Review.objects.values_list("stars", flat=True))) >= 4
    assert Review.objects.filter(helpful=1).exists()
    assert Review.objects.exclude(answer="").exists()
    call_command("audit_ratings")
    before = Review.objects.count(), Order.objects.count()
    _load(accounts=True)
    assert (Review.objects.count(), Order.objects.count()) == before


def test_a_second_load_changes_nothing(demo: str) -> None:
    before = list(Variant.objects.values()), list(Picture.objects.values()), list(Product.objects.values())
    assert "0 variants new" in _load()
    assert (
        list(Variant.objects.values()),
        list(Picture.objects.values()),
        list(Product.objects.values()),
    ) == before


def test_if_empty_leaves_a_shop_with_products_alone(demo: str) -> None:
    Product.objects.exclude(pk=Product.objects.first().pk).update(default_variant=None)
    Variant.objects.filter(product=Product.objects.first()).update(price=1)
    assert "not loaded" in _load(if_empty=True)
    assert Variant.objects.filter(price=1).exists()


def test_the_demo_accounts_can_sign_in(demo: str) -> None:
    for email in ("shopper@fastshop.example", "merchant@fastshop.example"):
        assert f"{email}, password fastshop-demo" in demo
        assert Client().login(email=email, password="fastshop-demo")
        assert EmailAddress.objects.get(email=email).verified
    assert User.objects.filter(is_staff=True).get().email == "merchant@fastshop.example"


def test_an_account_whose_password_was_changed_is_not_advertised(demo: str) -> None:
    merchant = User.objects.get(is_staff=True)
    merchant.set_password("something of my own")
    merchant.save()
    assert "merchant@" not in _load()
    assert Client().login(email=merchant.email, password="something of my own")


def test_the_accounts_are_made_only_when_asked_for(media: Path) -> None:
    assert "account" not in _load()
    assert "merchant@fastshop.example" in _load(accounts=True)
