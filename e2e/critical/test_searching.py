"""From a few words, one of them wrong, to a product."""

from e2e.critical.shopper import Shopper


def test_a_word_with_a_slip_in_it_finds_what_was_meant(shopper: Shopper) -> None:
    shopper.opens("/")
    shopper.fills_in("Search the shop", "ketle")
    shopper.presses("Search")
    shopper.sees("Showing results for kettle.")
    shopper.follows("Search instead for ketle")
    shopper.sees("Nothing here is called “ketle”")
