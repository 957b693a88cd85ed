import threading

import pytest
from django.db import connection

from shop.inventory.receiving import receive
from shop.restock.tasks import tell_of_returns
from shop.restock.tests.waiting import sold_out, told, waiting

pytestmark = pytest.mark.django_db(transaction=True)


def test_four_workers_at_once_tell_nobody_twice_and_no_more_than_there_are_units() -> None:
    kettle = sold_out()
    names = [f"shopper-{number:02}" for number in range(30)]
    waiting(kettle, *names)
    receive(kettle.pk, 10)
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        tell_of_returns()
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told() == names[:10]
