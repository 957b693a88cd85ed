"""An account: made, confirmed by mail, used for an order, and entered again elsewhere."""

import pytest

from e2e.critical.buying import check_out, number_of, put_in_cart
from e2e.critical.shopper import Shopper

EMAIL, PASSWORD = "account-of-ten@example.com", "correct horse battery"


@pytest.mark.needs("inbox")
def test_a_new_shopper_finds_the_order_in_the_account(shopper: Shopper, another: Shopper) -> None:
    shopper.opens("/accounts/signup/")
    shopper.fills_in("Email", EMAIL)
    shopper.fills_in("Password", PASSWORD)
    shopper.presses("Create an account")
    shopper.sees("One more step")
    shopper.opens("/dev/inbox/")
    shopper.follows("Confirm your address")
    shopper.follows_address("/accounts/confirm-email/")
    shopper.presses("Yes, confirm it")
    shopper.sees("Sign out")
    put_in_cart(shopper, "Plain Plate")
    check_out(shopper, "Pay on delivery")
    shopper.sees("Thank you. It is yours.")
    number = number_of(shopper)

    another.opens("/accounts/login/")
    another.fills_in("Email", EMAIL)
    another.fills_in("Password", PASSWORD)
    another.presses("Sign in")
    another.follows("Account")
    another.sees(number)
