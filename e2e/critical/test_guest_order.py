"""A guest orders, pays at the door, and gets a mail with the way back to the order."""

import pytest

from e2e.critical.buying import check_out, number_of, put_in_cart
from e2e.critical.shopper import Shopper

EMAIL = "guest-of-ten@example.com"


@pytest.mark.needs("inbox")
def test_a_guest_orders_and_finds_the_order_again_by_mail(shopper: Shopper, another: Shopper) -> None:
    put_in_cart(shopper, "Plain Plate")
    check_out(shopper, "Pay on delivery", EMAIL)
    shopper.sees(f"A confirmation is on its way to {EMAIL}.")
    number = number_of(shopper)

    another.opens("/dev/inbox/")
    another.follows(f"Your order {number}")
    another.sees("Hello Ada Lovelace,")
    another.sees("Total: €18.90")
