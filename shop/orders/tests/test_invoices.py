"""Invoice numbers: given late, one after the other, none twice, none left out."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from shop.inventory.tests.races import race
from shop.orders.cancelling import cancel
from shop.orders.invoices import issue
from shop.orders.models import Invoice, Order
from shop.orders.tests.fulfilling import ordered, paid, send
from shop.orders.transitions import advance

pytestmark = pytest.mark.django_db


class TakenBack(Exception):
    """Something that failed after the number was given."""


def numbers() -> list[int]:
    return sorted(Invoice.objects.values_list("sequence", flat=True))


def fail_after(verb: Callable[[], object]) -> None:
    with transaction.atomic():
        verb()
        raise TakenBack


def test_an_order_gets_its_invoice_when_its_money_is_in_and_keeps_it() -> None:
    order = ordered(2)
    assert not Invoice.objects.exists()
    advance(order, Order.State.PAID)
    first = order.invoice
    send(order, 1)
    send(order)
    assert Invoice.objects.get() == first
    assert first.number.endswith("-000001")


def test_what_is_paid_at_the_door_gets_it_with_its_first_parcel() -> None:
    order = ordered(2)
    send(order, 1)
    assert numbers() == [1]


def test_what_was_cancelled_before_it_was_paid_gets_none() -> None:
    cancel(ordered(1))
    assert numbers() == []


def test_each_year_counts_from_one(monkeypatch: pytest.MonkeyPatch) -> None:
    first = paid(1).invoice
    new_year = datetime(first.year + 1, 1, 1, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: new_year)
    assert paid(1).invoice.number == f"{first.year + 1}-000001"


def test_a_number_that_was_taken_back_is_given_to_the_next() -> None:
    with pytest.raises(TakenBack):
        fail_after(partial(issue, ordered(1)))
    paid(1)
    assert numbers() == [1]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_numbers_without_a_gap_though_some_fail() -> None:
    orders = [ordered(1) for _ in range(6)]
    verbs = [partial(advance, order, Order.State.PAID) for order in orders]
    failing = [partial(fail_after, verb) for verb in verbs[:2]]
    race([*failing, *verbs[2:]])
    assert numbers() == [1, 2, 3, 4]
    assert not set(orders[:2]) & {invoice.order for invoice in Invoice.objects.all()}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_order_asked_for_often_at_once_gets_one_number() -> None:
    order = ordered(1)
    race([partial(send, order), partial(advance, order, Order.State.PAID)])
    assert numbers() == [1]


@pytest.mark.postgres
def test_nothing_is_locked_after_the_years_counter() -> None:
    order = ordered(1)
    with CaptureQueriesContext(connection) as captured:
        send(order)
    locked = [query["sql"] for query in captured if "FOR NO KEY UPDATE" in query["sql"]]
    assert len(locked) > 1
    assert [n for n, sql in enumerate(locked, 1) if "invoicecounter" in sql] == [len(locked)]
