"""Whoever got it says how it is, in stars."""

from e2e.critical.buying import check_out, number_of, put_in_cart
from e2e.critical.shopper import Shopper
from e2e.shopping import address
from e2e.signing_in import MERCHANT, PASSWORD


def test_a_buyer_gives_four_stars_which_another_sees_at_once(shopper: Shopper, another: Shopper) -> None:
    put_in_cart(shopper, "Tested Tray")
    check_out(shopper, "Pay on delivery", "stars-of-ten@example.com")
    shopper.sees("Thank you. It is yours.")
    number = number_of(shopper)
    another.opens("/admin/")
    another.fills_in("Email", MERCHANT)
    another.fills_in("Password", PASSWORD)
    another.presses("Sign in")
    another.sees("Stock entries")
    another.opens("/admin/orders/order/")
    another.follows(number)
    another.presses("Send this parcel")
    another.presses("It has arrived")
    another.sees("It has arrived.")

    another.opens(address("Tested Tray"))
    another.is_live()
    shopper.opens(f"{address('Tested Tray')}review/")
    shopper.ticks("4 stars: good")
    shopper.presses("Publish my review")
    shopper.sees("Your review is on the page.")
    another.sees("4.0")
