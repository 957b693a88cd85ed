from bisect import bisect_left
from collections import Counter
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from shop.storefront.prices import EDGES, MOST_RANGES, ranges

prices = st.lists(st.decimals(0, 10**7, places=2) | st.sampled_from(EDGES), max_size=80)


def steps(prices: list[Decimal]) -> Counter[int]:
    return Counter(2 * bisect_left(EDGES, price) + (price in EDGES) for price in prices)


@given(prices)
def test_a_range_holds_exactly_what_choosing_it_shows(prices: list[Decimal]) -> None:
    for found in ranges(steps(prices)):
        low, high = found.lowest or Decimal(0), found.highest or Decimal("Infinity")
        assert found.count == sum(low <= price <= high for price in prices)


@given(prices)
def test_ranges_are_few_and_follow_each_other_from_nothing_to_without_end(prices: list[Decimal]) -> None:
    found = ranges(steps(prices))
    assert len(found) in {0, *range(2, MOST_RANGES + 1)}
    assert [each.lowest for each in found[1:]] == [each.highest for each in found[:-1]]
    if found:
        assert (found[0].lowest, found[-1].highest) == (None, None)


def test_one_price_needs_no_ranges() -> None:
    assert ranges(steps([Decimal(20)] * 5)) == []
