"""From the front page through a category to a product."""

from e2e.critical.shopper import Shopper


def test_a_category_leads_to_a_product_with_its_price(shopper: Shopper) -> None:
    shopper.opens("/")
    shopper.follows("Workbench")
    shopper.sees("Plain Plate")
    shopper.follows("Plain Plate")
    shopper.sees("Always enough of it.")
    assert shopper.heading() == "Plain Plate"
    shopper.sees("€14.00")
