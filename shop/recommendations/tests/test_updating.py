"""A change is on all shelves that it touches, as if all texts had been read again by the same vocabulary."""

from random import Random

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.catalogue.models import Category, Product, Variant
from shop.catalogue.publishing import archive, finish_category_edit, publish
from shop.catalogue.tests.factories import make_category, make_product
from shop.recommendations import following, matrix
from shop.recommendations.building import build
from shop.recommendations.diversity import FLOOR
from shop.recommendations.following import Outdated, follow_changes, update
from shop.recommendations.matrix import Known, shelves
from shop.recommendations.models import Build, Neighbour, Vector
from shop.recommendations.texts import texts
from shop.recommendations.vectors import Model

pytestmark = pytest.mark.django_db

WORDS = (
    "oak",
    "brass",
    "linen",
    "steel",
    "wool",
    "cork",
    "glass",
    "kettle",
    "pan",
    "lamp",
    "rug",
    "red",
    "2",
)
MAKERS = ("Osk", "Lume", "")

Shelves = dict[int, list[tuple[int, float]]]


def stocked(many: int, dice: Random) -> list[Product]:
    """Put so many products of few words on the shelf: most are like many others."""
    categories = [make_category(name) for name in ("Kitchen", "Table", "Light")]
    made = Product.objects.bulk_create(
        Product(slug=f"thing-{n}", category=dice.choice(categories), **said(dice)) for n in range(many)
    )
    variants = Variant.objects.bulk_create(
        Variant(product=each, sku=f"T-{each.pk}", price=1) for each in made
    )
    for product, variant in zip(made, variants, strict=True):
        product.default_variant = variant
    Product.objects.bulk_update(made, ["default_variant"])
    return made


def said(dice: Random) -> dict[str, str]:
    title, description = (" ".join(dice.choices(WORDS, k=dice.randrange(most))) for most in (4, 3))
    return {"title": title, "description": description, "brand": dice.choice(MAKERS)}


def change(dice: Random) -> None:
    """Change something of a product, or which there are."""
    product = dice.choice(Product.objects.all())
    one = Product.objects.filter(pk=product.pk)
    match dice.randrange(6):
        case 0 | 1 | 2:
            one.update(**said(dice))
            one.touch()
        case 3:
            (archive if product.state == Product.State.PUBLISHED else publish)(one)
        case 4:
            product.delete()
        case 5:
            make_product(category=product.category, stock=0, **said(dice))


def found() -> Shelves:
    kept: Shelves = {}
    for row in Neighbour.objects.order_by("product", "rank"):
        kept.setdefault(row.product_id, []).append((row.other_id, row.score))
    return kept


def read_again() -> Shelves:
    """Find all shelves by the serving vocabulary, from what the catalogue says now."""
    model, known = Model.load(Build.objects.get(current=True).model), Known()
    vectors = model.vectors(list(known.noting(texts(Product.objects.listed()))))
    kept: Shelves = {}
    for again in shelves(np.arange(len(known.products)), vectors, known):
        for row, others, scores in zip(again.rows, again.others, again.scores, strict=True):
            if others.any():
                shelf = zip(others[others > 0].tolist(), scores[others > 0].tolist(), strict=True)
                kept[known.products[row]] = list(shelf)
    return kept


@pytest.mark.parametrize("seed", range(4))
def test_steps_lead_where_reading_everything_again_leads(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "CANDIDATES", 10)
    dice = Random(seed)
    stocked(80, dice)
    build()
    assert Vector.objects.filter(bar__gt=2 * FLOOR).count() > 20  # shelves that one may be too far away for
    for _step in range(4):
        for _change in range(dice.randrange(1, 4)):
            change(dice)
        update()
        assert found() == read_again()


def test_a_new_price_or_rating_finds_no_shelf_again() -> None:
    make_product("Steel kettle"), make_product("Copper kettle")
    build()
    Product.objects.update(rating=4)
    Product.objects.all().touch()
    assert update() == 0
    assert Build.objects.get(current=True).changes == 0


def test_a_category_that_is_renamed_is_read_again() -> None:
    make_product("Steel kettle", category=make_category("Kitchen"))
    make_product("Steel lamp", category=make_category("Light"))
    build()
    category = Category.objects.get(name="Light")
    category.name = "Kitchen"
    category.save()
    finish_category_edit(category)
    assert update() == 2


def test_while_nothing_changes_looking_costs_two_statements() -> None:
    build()
    with CaptureQueriesContext(connection) as asked:
        assert update() == 0
    assert len(asked) == 2


def test_where_much_is_new_or_nothing_was_built_a_build_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Outdated):
        update()
    follow_changes()
    monkeypatch.setattr(following, "MANY", 1)
    make_product("Steel kettle"), make_product("Copper kettle")
    follow_changes()
    assert [built.total for built in Build.objects.all()] == [2, 0]
    Build.objects.update(current=False, state=Build.State.FAILED)
    follow_changes()  # it has just failed
    assert Build.objects.count() == 2
