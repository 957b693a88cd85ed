import pytest

from loadtest import pages

PRODUCT = """
<form id="add-7" method="post"
      action="/cart/add/">
  <input type="hidden" name="csrfmiddlewaretoken" value="a&amp;b">
  <input type="hidden" name="variant" value="7">
  <input id="quantity" type="number" name="quantity" value="1" required>
</form>
<button id="buy-7" type="submit" {pressed}>Add</button>
<p id="stock-7" class="stock" data-version="3" data-band="few_left">Only 2 left</p>
<a href="/products/">All</a> <a href="/products/lamp/">Lamp</a> <a href="/products/lamp/">Lamp</a>
<a href="/products/?category=a&amp;page=2">A</a>
<div hx-ws:connect="/ws/live/?watch=x&amp;y"></div>
"""


def test_a_form_sends_what_the_page_filled_in() -> None:
    fields = {"csrfmiddlewaretoken": "a&b", "variant": "7", "quantity": "1"}
    assert pages.form(PRODUCT, "/cart/add/") == ("/cart/add/", fields)


def test_of_several_choices_a_form_sends_the_one_that_is_checked() -> None:
    choices = ['<input type="radio" name="d" value="1">', '<input type="radio" name="d" value="2" checked>']
    assert pages.form(f'<form action="/x/">{"".join(choices)}</form>', "/x/") == ("/x/", {"d": "2"})


def test_a_page_without_the_form_is_said_to_have_none() -> None:
    with pytest.raises(pages.NoSuchForm):
        pages.form(PRODUCT, "/checkout/")


@pytest.mark.parametrize("pressed, possible", [("", True), ("disabled", False), ('disabled=""', False)])
def test_a_disabled_button_cannot_be_pressed(pressed: str, possible: bool) -> None:
    assert pages.can_be_bought(PRODUCT.format(pressed=pressed)) is possible


def test_a_page_tells_its_stock_its_links_and_its_socket() -> None:
    assert pages.band(PRODUCT) == "few_left"
    assert pages.products(PRODUCT) == ["/products/lamp/"]
    assert pages.categories(PRODUCT) == ["/products/?category=a&page=2"]
    assert pages.socket_address(PRODUCT) == "/ws/live/?watch=x&y"


def test_an_order_is_known_by_its_address() -> None:
    assert pages.order_number("/orders/4KX9-TQ2M7/?placed") == "4KX9-TQ2M7"
    assert pages.order_number("/cart/") == ""
