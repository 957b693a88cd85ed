"""The audit names every product that is rated by other than its reviews."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from shop.catalogue.models import Product
from shop.catalogue.tests.factories import make_product
from shop.reviews.models import Rating, Review
from shop.reviews.tests.reviewing import delivered, words
from shop.reviews.writing import write

pytestmark = pytest.mark.django_db

LIES = [
    (Rating, {"fours": 1, "fives": 0}),
    (Rating, {"fives": 2}),
    (Product, {"rating": "4.99"}),
    (Product, {"rating": None}),
    (Product, {"rating_count": 0}),
    (Product, {"rating_rank": 3.34}),
    (Product, {"rating_rank": None}),
    (Review, {"state": "hidden"}),
    (Review, {"stars": 4}),
]


@pytest.fixture
def cup() -> Product:
    cup = make_product("Cup", slug="cup")
    make_product("Mug")
    write(*delivered(cup, 1), None, words(5))
    return cup


@pytest.mark.parametrize("model, lie", LIES)
def test_it_names_a_product_of_which_anything_is_not_so(cup: Product, model: type, lie: dict) -> None:
    rows = model.objects.filter(**({"pk": cup.pk} if model is Product else {}))
    rows.update(**lie)
    said = StringIO()
    with pytest.raises(CommandError, match=r"1 problem\(s\)"):
        call_command("audit_ratings", stderr=said)
    assert said.getvalue().startswith("cup: ")


@pytest.mark.parametrize("lie", [{"rating": "3"}, {"rating_count": 1}, {"rating_rank": 3.0}])
def test_it_names_a_product_that_is_rated_by_nobody(cup: Product, lie: dict) -> None:
    Product.objects.exclude(pk=cup.pk).update(**lie)
    with pytest.raises(CommandError):
        call_command("audit_ratings", stderr=StringIO())


def test_it_is_content_with_what_is_true(cup: Product, capsys: pytest.CaptureFixture[str]) -> None:
    for line, stars in zip(delivered(cup, 3)[1:], (4, 4), strict=True):
        write(line, None, words(stars))
    cup.refresh_from_db()
    assert cup.rating == Decimal("4.33")
    call_command("audit_ratings")
    assert capsys.readouterr().out == "Ratings are what reviews say.\n"
