"""Schedules of payments, some of them played on a real PostgreSQL; `dev.py payments` plays any number."""

import pytest

from bench.payments.playing import play, threads
from bench.payments.schedule import STEPS, schedule
from shop.inventory.audit import imbalances
from shop.orders.audit import disagreements
from shop.orders.money_audit import money_disagreements

SCHEDULES = 200
PLAYED = 80


def test_a_schedule_follows_from_its_seed_and_all_steps_come_up() -> None:
    made = [schedule(seed) for seed in range(SCHEDULES)]
    assert made == [schedule(seed) for seed in range(SCHEDULES)]
    assert {step.what for each in made for wave in each.waves for step in wave} == set(STEPS)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_money_and_units_add_up_after_every_schedule() -> None:
    with threads() as pool:
        tally = play(range(PLAYED), pool)
    assert tally.wrongs == {}
    assert [*map(str, imbalances()), *disagreements(), *money_disagreements()] == []
    assert {"paid", "cancelled", "refunded", "shipped"} <= set(tally.ends)
