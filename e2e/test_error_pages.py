"""What goes wrong is said in words, changes nothing, and leads on."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from e2e.page_problems import Opener
from e2e.shop_server import ShopServer
from e2e.shopping import address, button, cart_link, put_in_cart

# What no form of the shop lets in, and none of its pages expects.
BREAK = "from shop.orders.models import Zone; Zone.objects.create(name='Broken', countries=5)"
MEND = "from shop.orders.models import Zone; Zone.objects.get(name='Broken').delete()"


@pytest.fixture
def broken(shop_server: ShopServer) -> Iterator[None]:
    """Nobody can be told what delivery costs, until the shop is mended."""
    shop_server.manage("shell", "-c", BREAK)
    yield
    shop_server.manage("shell", "-c", MEND)


@pytest.mark.public
@pytest.mark.allow_problems("404")
@pytest.mark.parametrize("nowhere", ["/nowhere/", "/products/nothing/", "/products/?category=nothing"])
def test_an_address_that_leads_nowhere_says_so_and_leads_on(page: Page, nowhere: str) -> None:
    reply = page.goto(nowhere)
    assert reply is not None
    assert reply.status == 404
    page.get_by_role("link", name="To the front page").click()
    expect(page).to_have_url(re.compile(r"/$"))


@pytest.mark.public
@pytest.mark.allow_problems("405")
def test_the_address_of_a_form_says_that_there_is_nothing_to_look_at(page: Page) -> None:
    reply = page.goto("/cart/add/")
    assert reply is not None
    assert reply.status == 405
    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing to look at here")
    page.get_by_role("link", name="To the front page").click()
    expect(page).to_have_url(re.compile(r"/$"))


@pytest.mark.allow_problems("403")
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_form_that_lost_its_cookies_does_nothing_and_works_on_a_fresh_page(
    new_context: Opener, scripts: bool
) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto(address("Plain Plate"))
    page.context.clear_cookies()
    button(page, "Plain Plate").click()
    if scripts:
        expect(page.get_by_role("status").filter(has_text="open for very long")).to_be_visible()
    else:
        expect(page.get_by_role("heading", level=1)).to_have_text("Please send that again")
    page.goto(address("Plain Plate"))
    expect(cart_link(page)).to_have_accessible_name("Cart 0 items")
    button(page, "Plain Plate").click()
    expect(cart_link(page)).to_have_accessible_name("Cart 1 item")


@pytest.mark.allow_problems("500")
def test_a_page_that_broke_says_that_it_was_not_the_shopper_and_the_cart_is_still_there(
    page: Page, request: pytest.FixtureRequest
) -> None:
    put_in_cart(page, "Plain Plate")
    request.getfixturevalue("broken")
    reply = page.goto("/checkout/")
    assert reply is not None
    assert reply.status == 500
    expect(page.get_by_role("heading", level=1)).to_have_text("Something broke on our side")
    page.get_by_role("link", name="To the front page").click()
    expect(cart_link(page)).to_have_accessible_name("Cart 1 item")
