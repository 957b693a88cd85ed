"""The merchant is told once of what runs low, all of it in one mail."""

import pytest
from pytest_django import Settings

from shop.catalogue.models import Product, Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory.models import Reservation
from shop.inventory.receiving import receive
from shop.inventory.releasing import release
from shop.inventory.reservations import Claim, reserve
from shop.inventory.tasks import tell_of_low_stock
from shop.notifications.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _merchant(settings: Settings) -> None:
    settings.MERCHANT_EMAIL, settings.FEW_LEFT = "mara@shop.example", 5


def stocked(title: str, stock: int) -> Variant:
    return make_product(title=title, stock=stock).default_variant


def told() -> list[str]:
    """Run the task twice, and return the subjects of the mails there are, oldest first."""
    tell_of_low_stock()
    tell_of_low_stock()
    return list(Mail.objects.order_by("pk").values_list("subject", flat=True))


def test_one_mail_names_all_that_runs_low_and_leaves_out_the_rest() -> None:
    stocked("Kettle", 5)
    stocked("Mug", 1)
    stocked("Plate", 6)
    stocked("Never there", 0)
    make_product(title="Withdrawn", stock=1, state=Product.State.ARCHIVED)
    assert told() == ["2 articles run low"]
    mail = Mail.objects.get()
    assert mail.to == "mara@shop.example"
    assert mail.text.index("1 left: Mug") < mail.text.index("5 left: Kettle")
    assert not {"Plate", "Never", "Withdrawn"} & set(mail.text.split())


def test_each_crossing_is_told_once() -> None:
    kettle = stocked("Kettle", 6)
    assert told() == []
    receive(kettle.pk, -1)
    assert len(told()) == 1
    receive(kettle.pk, -1)
    assert len(told()) == 1
    receive(kettle.pk, 10)
    assert len(told()) == 1
    receive(kettle.pk, -10)
    assert len(told()) == 2


def test_what_carts_hold_is_not_gone() -> None:
    kettle = stocked("Kettle", 6)
    (hold,) = reserve([Claim(kettle.pk, 6, 900)], claimant="cart:1")
    assert told() == []
    release([hold.pk], origin=Reservation.State.HELD)
    assert told() == []
    (sold,) = reserve([Claim(kettle.pk, 6, 900)], claimant="cart:1")
    Reservation.objects.filter(pk=sold.pk).update(state=Reservation.State.SOLD)
    assert told() == ["1 article runs low"]
