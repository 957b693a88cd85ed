"""What an order costs follows the country and a discount code, with and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from e2e.ordering import fill_in, number_on
from e2e.page_problems import Opener
from e2e.shop_server import ShopServer
from e2e.shopping import put_in_cart

TARIFF = """
from shop.orders.models import DeliveryMethod, DeliveryRate, Discount, Zone
if not Zone.objects.filter(name="Ireland").exists():
    ireland = Zone.objects.create(name="Ireland", countries=["IE"])
    DeliveryRate.objects.create(
        method=DeliveryMethod.objects.get(code="standard"), zone=ireland, price="14.90"
    )
    Discount.objects.create(code="HARVEST", amount=4)
"""


@pytest.fixture
def priced(shop_server: ShopServer) -> None:
    """Deliver to Ireland for more, and by one way only; and take four off with a code."""
    shop_server.manage("shell", "-c", TARIFF)


@pytest.mark.usefixtures("priced")
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.allow_problems("422")
def test_the_total_follows_country_and_code(new_context: Opener, scripts: bool) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    buy_a_plate(page, scripts)
    page.goto("/checkout/")
    fill_in(page, "harvest@example.com")
    page.get_by_label("Country").select_option(label="Ireland")
    if not scripts:
        page.get_by_role("button", name="Update delivery").click()
    review = page.get_by_role("complementary", name="Review")
    expect(page.get_by_role("radio")).to_have_count(1 + payments(page))
    expect(review).to_contain_text("€28.90")
    expect(page.get_by_label("County")).to_be_visible()

    page.get_by_label("Discount code").fill("winter")
    page.get_by_role("button", name="Apply").click()
    expect(review).to_contain_text("We know no code winter")
    page.get_by_label("Discount code").fill("harvest")
    page.get_by_role("button", name="Apply").click()
    expect(review).to_contain_text("−€4.00")
    expect(review).to_contain_text("€24.90")
    page.get_by_role("button", name="Remove HARVEST").click()
    expect(review).not_to_contain_text("−€4.00")
    page.get_by_label("Discount code").fill("HARVEST")
    page.get_by_role("button", name="Apply").click()
    expect(review).to_contain_text("€24.90")

    expect(page.get_by_label("Full name")).to_have_value("Ada Lovelace")
    page.get_by_label("Postcode").fill("A65F4E2")
    page.get_by_role("button", name="Place order").click()
    number_on(page)
    expect(page.get_by_text("Discount, HARVEST")).to_be_visible()
    expect(page.get_by_text("A65 F4E2")).to_be_visible()


def buy_a_plate(page: Page, scripts: bool) -> None:
    """Put a plate in the cart: the page without scripts shows the cart then."""
    if scripts:
        put_in_cart(page, "Plain Plate")
        return
    page.goto("/products/plain-plate/")
    page.locator("[id^=buy-]").first.click()
    expect(page).to_have_url("/cart/")


def payments(page: Page) -> int:
    """Return how many ways to pay there are."""
    return page.get_by_role("group", name="Payment").get_by_role("radio").count()
