"""What is counted, and how it is compared."""

import pytest

from bench.contest import Lap, believed
from bench.contestants import BARE, PURCHASE
from bench.report import Ratio, ratios
from deploy.local.console import Refusal


def ran(number: int, name: str, granted: int, **cpu: float) -> Lap:
    return Lap(number, "", name, 8, granted, seconds=2.0, cpu=cpu, load=0.0)


def test_claims_are_compared_round_by_round_with_median_and_worst() -> None:
    ours = [ran(number, "reserve, as shipped", granted) for number, granted in enumerate((30, 20, 90))]
    floor = [ran(number, "five statements", 10) for number in range(3)]
    assert ratios([*ours, *floor]) == [Ratio("reserve, as shipped / five statements", 8, 3.0, 2.0)]


def test_an_order_costs_what_the_servers_used_without_those_who_asked() -> None:
    bare = ran(0, BARE, 100, web=0.2, postgres=0.1, callers=5.0)
    order = ran(0, PURCHASE, 10, web=0.2, postgres=0.1, live=0.1, redis=0.2, worker=9.0)
    [ratio] = ratios([bare, order])
    assert (ratio.median, ratio.worst) == pytest.approx((20.0, 20.0))


@pytest.mark.parametrize("granted, counted", [(10, 9), (9, 10), (0, 0)])
def test_what_the_database_does_not_confirm_is_no_measurement(granted: int, counted: int) -> None:
    with pytest.raises(Refusal, match="somebody was granted"):
        believed("somebody", granted, counted)
