"""Who locks what first: one order for all verbs, so that no two can wait for each other in a circle."""

import re
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection

from shop.inventory.models import Reservation
from shop.orders.tests.meeting import VERBS, expire, set_scene

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

ORDER = ("cart_cart", "orders_order", "orders_discount", "inventory_stock", "inventory_reservation")
LOCK = re.compile(r'(?:^UPDATE|FOR NO KEY UPDATE OF) "(\w+)"')
FIRST = {
    **dict.fromkeys(("add", "remove", "place", "join"), "cart_cart"),
    "cancel": "orders_order",
    "confirm": "inventory_reservation",
}


@pytest.mark.parametrize("name", VERBS)
@pytest.mark.parametrize("expired", [False, True], ids=["live", "expired"])
def test_a_verb_locks_cart_order_stock_and_reservations_in_that_order(name: str, expired: bool) -> None:
    verb = VERBS[name]
    call = verb.call(set_scene(), "place")
    if expired:
        expire(Reservation.objects.all())
    statements: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        statements.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note), suppress(*verb.refusals):
        call()
    assert all(" ORDER BY " in sql for sql in statements if 'FOR NO KEY UPDATE OF "inventory' in sql)
    tables = [table for sql in statements for table in LOCK.findall(sql) if table in ORDER]
    assert tables[0] == FIRST.get(name, "inventory_stock")
    assert list(dict.fromkeys(tables)) == sorted(set(tables), key=ORDER.index)
