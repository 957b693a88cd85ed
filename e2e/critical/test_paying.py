"""A payment that is declined, and the one after it that is not."""

from e2e.critical.buying import check_out, put_in_cart
from e2e.critical.shopper import Shopper


def test_a_declined_payment_is_tried_again_and_made(shopper: Shopper) -> None:
    put_in_cart(shopper, "Plain Plate")
    check_out(shopper, "Test payment", "declined-of-ten@example.com")
    shopper.presses("Decline the payment")
    shopper.sees("The payment was declined")
    shopper.presses("Try again")
    shopper.presses("Pay €18.90")
    shopper.sees("Paid")
    shopper.sees("Plain Plate")
