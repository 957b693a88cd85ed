import pytest

from shop.catalogue.models import Product
from shop.catalogue.tests.factories import make_category, make_product

pytestmark = pytest.mark.django_db


def test_a_category_that_moves_takes_all_below_it_along() -> None:
    kitchen, pots = make_category("Kitchen"), make_category("Pots")
    lids = make_category("Lids", parent=pots)
    pots.parent = kitchen
    pots.save()
    lids.refresh_from_db()
    assert lids.path == "kitchen/pots/lids"


def test_a_category_holds_its_own_products_and_those_below_but_not_its_namesakes() -> None:
    kitchen = make_category("Kitchen")
    spoon = make_product("Spoon", category=kitchen)
    pot = make_product("Pot", category=make_category("Pots", parent=kitchen))
    make_product("Chair", category=make_category("Kitchen chairs"))
    assert set(Product.objects.within(kitchen)) == {spoon, pot}
