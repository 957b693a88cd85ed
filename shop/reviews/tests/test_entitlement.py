"""Only who received a product may review it, once; everybody else learns why not."""

import uuid
from collections.abc import Callable

import pytest
from pytest_django.fixtures import Settings

from shop.accounts.models import User
from shop.accounts.tests.people import make_user
from shop.catalogue.models import Product
from shop.catalogue.tests.factories import make_product
from shop.orders.cancelling import cancel
from shop.orders.models import Order, OrderLine
from shop.orders.refunds import refund
from shop.orders.returns import Wanted, accept, ask
from shop.orders.tests.fulfilling import send
from shop.orders.transitions import advance
from shop.reviews.entitlement import MayNot, own_reviews, reviewable_line
from shop.reviews.tests.reviewing import asking, delivered, ordered, received, words
from shop.reviews.writing import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def cup() -> Product:
    return make_product("Cup")


@pytest.fixture
def ada() -> User:
    return make_user("ada@example.com")


def refused(product: Product, *who: object) -> MayNot:
    with pytest.raises(MayNot) as refusal:
        reviewable_line(product.pk, asking(*who))
    return refusal.value


def pay_back(line: OrderLine, units: int) -> None:
    amount = line.unit_price * units
    refund(line.order, amount, key=uuid.uuid4(), units={line.pk: units})


def take_back(line: OrderLine) -> None:
    accept(ask(line.order, {line.pk: Wanted(line.quantity)}, key=uuid.uuid4()), restock=True)


def test_a_shopper_may_review_what_arrived_by_an_order_of_theirs(cup: Product, ada: User) -> None:
    line = received(cup, user=ada)
    assert reviewable_line(cup.pk, asking(ada)) == line


def test_a_guest_may_by_the_order_that_their_session_may_see(cup: Product) -> None:
    line = received(cup)
    assert reviewable_line(cup.pk, asking(None, line.order)) == line


def test_who_did_not_buy_it_may_not(cup: Product, ada: User) -> None:
    mug = received(make_product("Mug"), user=ada)
    received(cup)
    assert refused(cup, ada, mug.order).reason == "Only who bought it here can review it."
    visitor = refused(cup)
    assert visitor.sign_in
    assert "sign in" in visitor.reason


def test_before_it_arrived_it_is_too_early(cup: Product, ada: User) -> None:
    line = ordered(cup, user=ada)
    for step in (lambda order: advance(order, Order.State.PAID), send):
        step(line.order)
        assert refused(cup, ada).reason == "You can review it once it has arrived."


@pytest.mark.parametrize(
    "undone",
    [
        lambda line: cancel(advance(line.order, Order.State.PAID)),
        lambda line: pay_back(received_of(line), 2),
    ],
    ids=["cancelled", "refunded"],
)
def test_what_was_cancelled_or_refunded_does_not_count(
    cup: Product, ada: User, undone: Callable[[OrderLine], None]
) -> None:
    undone(ordered(cup, 2, user=ada))
    assert refused(cup, ada).reason == "Your order of it was cancelled or refunded."


def received_of(line: OrderLine) -> OrderLine:
    advance(line.order, Order.State.PAID)
    send(line.order)
    line.order = advance(line.order, Order.State.DELIVERED)
    return line


def test_one_unit_kept_is_enough(cup: Product, ada: User) -> None:
    line = received(cup, 2, user=ada)
    pay_back(line, 1)
    assert reviewable_line(cup.pk, asking(ada)) == line


def test_who_sent_it_back_may_say_why(cup: Product, ada: User) -> None:
    line = received(cup, 2, user=ada)
    take_back(line)
    assert reviewable_line(cup.pk, asking(ada)) == line


def test_a_shop_may_let_review_what_is_paid(cup: Product, ada: User, settings: Settings) -> None:
    settings.REVIEW_AFTER = "paid"
    line = ordered(cup, user=ada)
    assert refused(cup, ada).reason == "You can review it once it is paid."
    advance(line.order, Order.State.PAID)
    assert reviewable_line(cup.pk, asking(ada)) == line


def test_what_is_paid_at_the_door_is_not_paid_on_its_way(cup: Product, ada: User, settings: Settings) -> None:
    settings.REVIEW_AFTER = "paid"
    send(ordered(cup, user=ada, payment=Order.Payment.COD).order)
    assert refused(cup, ada).reason == "You can review it once it is paid."


def test_a_second_review_is_refused_and_shows_the_first(cup: Product, ada: User) -> None:
    first = write(received(cup, user=ada), ada, words())
    second = received(cup, user=ada)
    assert refused(cup, ada).review == first
    with pytest.raises(MayNot, match="already"):
        write(second, ada, words())


def test_a_replayed_post_finds_its_review(cup: Product) -> None:
    line = received(cup)
    review = write(line, None, words())
    with pytest.raises(MayNot, match="already") as refusal:
        write(line, None, words(1))
    assert refusal.value.review == review


def test_what_was_reviewed_as_a_guest_counts_once_the_order_is_theirs(cup: Product, ada: User) -> None:
    guests = write(*delivered(cup), None, words())
    Order.objects.update(user=ada)
    (line,) = delivered(cup, email=ada.email, user=ada)
    assert refused(cup, ada).review == guests
    with pytest.raises(MayNot, match="already"):
        write(line, ada, words())


def test_one_address_reviews_once_whatever_its_case_and_whoever_is_signed_in(cup: Product, ada: User) -> None:
    review = write(received(cup, email="BOB@example.com"), None, words())
    again = received(cup, email="bob@example.com")
    with pytest.raises(MayNot, match="already") as refusal:
        write(again, ada, words())
    assert refusal.value.review is None, "it is not shown to be theirs"
    assert review.email == "bob@example.com"


def test_what_has_not_arrived_is_refused_by_the_verb_too(cup: Product, ada: User) -> None:
    line = ordered(cup, user=ada)
    with pytest.raises(MayNot, match="arrived"):
        write(line, ada, words())


def test_own_are_those_one_wrote_and_those_of_orders_one_may_see(cup: Product, ada: User) -> None:
    mine = write(received(cup, user=ada, email=ada.email), None, words())
    line = received(cup)
    guests = write(line, None, words())
    assert mine.author == ada, "also when written by the order's link"
    assert list(own_reviews(asking(ada))) == [mine]
    assert list(own_reviews(asking(None, line.order))) == [guests]
    assert not own_reviews(asking()).exists()
