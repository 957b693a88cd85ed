"""Sales made up by hand: a fair one, and one for everything that can go wrong."""

from dataclasses import replace

from loadtest.ledger import Claim, Placed, Snapshot
from loadtest.telling import FAILED, ORDERED, REFUSED, Told
from loadtest.verdict import Facts, verdict

DROP = "/products/drop/"
ORDERED_ONE = Told("a@x", ORDERED, "order page", 200, 3.0, 3.1, DROP, came=1.0, number="N1", key="k1")
REFUSED_ONE = Told("b@x", REFUSED, "add to cart", 409, 4.0, 4.2, DROP, came=1.0)
CLAIM = Claim(1, 1, "sold", 2.0, 902.0)
ORDER = Placed("N1", "a@x", "k1", "awaiting_payment", 3.0, 1, 0)
START = Snapshot(0.0, 0.1, available=1, version=1, held=0, sold=0)
END = Snapshot(9.0, 9.1, available=0, version=2, held=0, sold=1)
FAIR = Facts(DROP, 1, [ORDERED_ONE, REFUSED_ONE], [CLAIM], [ORDER], [START, END], buyers=2)


def wrongs(**changed: object) -> list[str]:
    """Return the kinds of what is wrong with the fair sale once it is changed."""
    return [kind for kind, said in verdict(replace(FAIR, **changed)).wrongs.items() if said]


def test_one_unit_one_order_and_one_refusal_are_fair() -> None:
    assert verdict(FAIR).fair


def test_more_claims_than_units_are_oversold() -> None:
    assert wrongs(claims=[CLAIM, replace(CLAIM, pk=2)]) == ["oversold"]


def test_more_ordered_units_than_came_in_are_oversold() -> None:
    assert wrongs(orders=[replace(ORDER, drops=2)]) == ["oversold"]


def test_what_the_shops_audit_complains_of_is_oversold() -> None:
    assert wrongs(audit="1 sold to nobody") == ["oversold"]


def test_a_refusal_before_the_last_unit_was_claimed_is_undersold() -> None:
    early = replace(REFUSED_ONE, asked=1.0, answered=1.5)
    assert wrongs(told=[ORDERED_ONE, early]) == ["undersold"]


def test_a_refusal_while_the_last_claim_was_under_way_is_fair() -> None:
    during = replace(REFUSED_ONE, asked=1.9, answered=2.0)
    assert wrongs(told=[ORDERED_ONE, during]) == []


def test_a_refusal_with_units_left_in_the_end_and_nothing_given_back_is_undersold() -> None:
    assert wrongs(samples=[START, replace(END, available=1)]) == ["undersold"]


def test_a_refusal_while_the_stock_stood_untouched_above_nothing_is_undersold() -> None:
    samples = [replace(START, version=2), END, replace(END, released=frozenset({9}))]
    assert wrongs(samples=samples) == ["undersold"]


def test_a_refusal_after_a_hold_came_back_is_undersold_and_before_that_fair() -> None:
    held = Claim(2, 1, "released", 2.0, 900.0)
    back = Snapshot(5.0, 5.1, available=1, version=3, held=0, sold=0, released=frozenset({2}))
    sold = replace(CLAIM, since=8.0)
    late = replace(REFUSED_ONE, asked=6.0, answered=7.0)
    samples = [START, back, replace(END, version=4, released=frozenset({2}))]
    assert wrongs(claims=[held, sold], samples=samples) == []
    assert wrongs(claims=[held, sold], samples=samples, told=[ORDERED_ONE, late]) == ["undersold"]


def test_a_hold_that_had_run_out_is_no_reason_to_refuse() -> None:
    ran_out = Claim(2, 1, "held", 2.0, 3.5)
    assert wrongs(claims=[ran_out], told=[REFUSED_ONE] * 2, orders=[]) == ["undersold"]


def test_one_form_or_one_buyer_with_two_orders_is_duplicated() -> None:
    assert wrongs(units=2, orders=[ORDER, replace(ORDER, number="N2")], told=[ORDERED_ONE] * 2) == [
        "duplicated"
    ]


def test_a_promised_order_that_is_not_there_is_lost() -> None:
    assert wrongs(orders=[]) == ["lost"]


def test_an_order_without_its_sold_units_is_lost() -> None:
    assert wrongs(orders=[replace(ORDER, unbacked=1)]) == ["lost"]


def test_an_order_whose_buyer_was_told_no_is_lost() -> None:
    other = replace(ORDER, number="N2", email="b@x", key="k2", drops=0)
    assert wrongs(orders=[ORDER, other]) == ["lost"]


def test_a_buyer_who_was_told_nothing_is_unanswered() -> None:
    assert wrongs(buyers=3) == ["unanswered"]


def test_an_error_is_no_answer() -> None:
    assert wrongs(told=[ORDERED_ONE, replace(REFUSED_ONE, said=FAILED, status=500)]) == ["unanswered"]
