"""Who wants it is told once, shortly before a hold runs out."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db.models import Model
from django.utils import timezone

from shop.accounts.models import User
from shop.cart.holds import add, change
from shop.cart.models import Cart, CartLine
from shop.cart.reminders import ending, write
from shop.cart.tasks import remind_of_ending_holds
from shop.catalogue.tests.factories import make_product
from shop.inventory.models import Reservation
from shop.notifications.models import Mail, MailPreferences
from shop.notifications.unsubscribing import lists

pytestmark = pytest.mark.django_db


@pytest.fixture
def cart() -> Cart:
    ada = User.objects.create_user("ada@shop.example")
    EmailAddress.objects.create(user=ada, email=ada.email, verified=True)
    MailPreferences.objects.create(user=ada, holds=True, language="en")
    return Cart.objects.create(user=ada)


def held(cart: Cart, title: str = "Kettle", seconds: int = 900) -> CartLine:
    product = make_product(title=title, variants=[{"hold_seconds": seconds}])
    return add(cart, product.default_variant, 2)


def left(minutes: float) -> None:
    """Let every hold have so many minutes left."""
    Reservation.objects.update(expires_at=timezone.now() + timedelta(minutes=minutes))


def test_one_mail_tells_of_all_holds_that_end_soon_once(cart: Cart) -> None:
    line = held(cart)
    held(cart, "Mug")
    remind_of_ending_holds()
    assert not Mail.objects.exists()
    left(3)
    remind_of_ending_holds()
    change(cart, line.pk, 3)
    left(3)
    remind_of_ending_holds()
    mail = Mail.objects.get()
    assert mail.to == "ada@shop.example"
    assert "/mails/unsubscribe/" in mail.unsubscribe
    assert "2 × Kettle" in mail.text
    assert "2 × Mug" in mail.text
    assert "http://127.0.0.1:8000/cart/" in mail.text


@pytest.mark.parametrize(
    "model, change",
    [
        (MailPreferences, {"holds": False}),
        (EmailAddress, {"verified": False}),
        (EmailAddress, {"email": "old@shop.example"}),
        (User, {"is_active": False}),
        (Reservation, {"state": "sold"}),
        (Cart, {"user": None}),
    ],
)
def test_nobody_else_is_written_to(cart: Cart, model: type[Model], change: dict[str, object]) -> None:
    held(cart)
    left(3)
    model.objects.update(**change)
    remind_of_ending_holds()
    assert not Mail.objects.exists()


@pytest.mark.parametrize("seconds, minutes", [(300, 3), (900, 5), (900, 0.5), (900, -1)])
def test_a_mail_that_would_come_too_early_or_too_late_is_not_written(
    cart: Cart, seconds: int, minutes: float
) -> None:
    held(cart, seconds=seconds)
    left(minutes)
    remind_of_ending_holds()
    assert not Mail.objects.exists()


def test_a_hold_that_is_taken_anew_is_told_of_again(cart: Cart) -> None:
    line = held(cart)
    left(3)
    remind_of_ending_holds()
    left(-1)
    change(cart, line.pk, 2)
    left(3)
    remind_of_ending_holds()
    assert Mail.objects.count() == 2


def test_one_click_turns_it_off(cart: Cart) -> None:
    lists["holds"].leave(str(cart.user_id))
    assert not MailPreferences.objects.get().holds


def test_who_looked_at_the_same_moment_writes_no_second_mail(cart: Cart) -> None:
    line = held(cart)
    left(3)
    also_found = list(ending())
    remind_of_ending_holds()
    assert also_found == [line]
    assert not write(cart, also_found)
    assert Mail.objects.count() == 1
