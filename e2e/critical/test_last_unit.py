"""One unit, two windows: what the one takes is gone in the other, which nobody loads anew."""

from e2e.critical.buying import check_out, put_in_cart
from e2e.critical.shopper import Shopper
from e2e.shopping import address


def test_the_last_unit_goes_before_the_eyes_of_another(shopper: Shopper, another: Shopper) -> None:
    another.opens(address("Prized Parasol"))
    another.is_live()
    another.sees("Only 1 left")
    put_in_cart(shopper, "Prized Parasol")
    another.cannot_press("All in carts")
    check_out(shopper, "Pay on delivery", "parasol@example.com")
    another.cannot_press("Sold out")
