"""A page that lost its socket catches up by itself."""

import pytest

from e2e.critical.buying import put_in_cart
from e2e.critical.shopper import Shopper
from e2e.shopping import address
from e2e.wire import Wire


@pytest.mark.shop_goes_away
def test_a_page_that_was_cut_off_learns_what_was_taken_meanwhile(
    shopper: Shopper, another: Shopper, wire: Wire
) -> None:
    another.opens(wire.url + address("Mended Mirror"))
    another.is_live()
    wire.cut()
    another.sees("Reconnecting…")
    put_in_cart(shopper, "Mended Mirror")
    another.sees("Only 1 left")
    wire.mend()
    another.cannot_press("All in carts")
    another.is_live()
