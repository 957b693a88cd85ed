"""What several journeys have in common: from the shelf to the order."""

from e2e.critical.shopper import Shopper
from e2e.shopping import address


def put_in_cart(shopper: Shopper, name: str) -> None:
    """Go to a product and take one."""
    shopper.opens(address(name))
    shopper.presses("Add to cart")
    shopper.sees("Added to your cart")


def check_out(shopper: Shopper, payment: str, email: str = "") -> None:
    """Order what is in the cart; who has an account need not say the address again."""
    shopper.opens("/checkout/")
    if email:
        shopper.fills_in("E-mail", email)
    shopper.chooses("Country", "Germany")
    shopper.fills_in("Full name", "Ada Lovelace")
    shopper.fills_in("Street and number", "Marktstraße 7")
    shopper.fills_in("Postcode", "10115")
    shopper.fills_in("Town or city", "Berlin")
    shopper.ticks(payment)
    shopper.presses("Place order")


def number_of(shopper: Shopper) -> str:
    """Return the number of the order whose page is open, which is what its heading ends with."""
    return shopper.heading().split()[-1]
