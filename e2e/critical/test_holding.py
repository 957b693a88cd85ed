"""What is in a cart is held, for as long as the shop says."""

from e2e.critical.buying import put_in_cart
from e2e.critical.shopper import Shopper


def test_what_is_put_in_the_cart_is_held_and_can_be_more_and_none(shopper: Shopper) -> None:
    put_in_cart(shopper, "Plain Plate")
    shopper.follows("Cart 1 item")
    shopper.sees("Held for you until")
    shopper.chooses("Quantity", "3")
    shopper.sees("€42.00")
    shopper.presses("Remove")
    shopper.sees("Plain Plate was removed.")


def test_a_hold_that_runs_out_brings_the_unit_back_to_open_pages(shopper: Shopper, another: Shopper) -> None:
    another.opens("/search/?q=passing+pan")
    another.is_live()
    put_in_cart(shopper, "Passing Pan")
    another.cannot_press("All in carts")
    another.sees("Only 1 left")
    another.presses("Add to cart")
    another.sees("Added to your cart")
