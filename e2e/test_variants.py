"""The way from the front page to an order, for everybody who comes another way than most."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from e2e.conditions import (
    PATIENCE,
    fits,
    has_edges,
    is_dark,
    is_plain,
    is_still,
    is_whole,
    loses_its_connection,
    runs_from_right_to_left,
    says_that_it_waits,
    slowed_down,
)
from e2e.ordering import number_on
from e2e.page_problems import Opener
from e2e.shopping import button, offer

OFFLINE = "ERR_INTERNET_DISCONNECTED|WebSocket|htmx:ws:error"


def nothing(_page: Page) -> None:
    """Nothing out of the ordinary."""


@dataclass(frozen=True)
class Variant:
    """Whose browser it is, what holds on each page, and what happens first, meanwhile, and while adding."""

    browser: dict[str, Any] = field(default_factory=dict)
    each: Callable[[Page], None] = nothing
    first: Callable[[Page], None] = nothing
    meanwhile: Callable[[Page], None] = nothing
    home: str = "/"
    adding: Callable[[Page], AbstractContextManager[object]] = nullcontext
    needs: tuple[str, ...] = ()


PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True, "is_mobile": True}
ZOOMED = {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2}
VARIANTS = {
    "a small phone": Variant(PHONE, fits),
    "a tablet": Variant(TABLET, fits),
    "200% zoom": Variant(ZOOMED, is_whole),
    "no JavaScript": Variant({"java_script_enabled": False}, is_plain),
    "reduced motion": Variant({"reduced_motion": "reduce"}, is_still),
    "dark": Variant({"color_scheme": "dark"}, is_dark),
    "forced colours": Variant({"forced_colors": "active"}, has_edges),
    "slow": Variant(first=slowed_down, adding=says_that_it_waits, needs=("throttling",)),
    "offline and back": Variant(meanwhile=loses_its_connection),
    "right to left": Variant({}, runs_from_right_to_left, home="/ar/"),
    "German": Variant(PHONE, is_whole, home="/de/"),
}

CASES = [pytest.param(each, id=name, marks=pytest.mark.needs(*each.needs)) for name, each in VARIANTS.items()]


@pytest.mark.allow_problems(OFFLINE)
@pytest.mark.parametrize("variant", CASES)
def test_an_order_is_placed_with(variant: Variant, new_context: Opener) -> None:
    page = new_context(**variant.browser).new_page()
    page.set_default_timeout(PATIENCE)
    page.set_default_navigation_timeout(PATIENCE)
    variant.first(page)
    page.goto(variant.home)
    variant.each(page)

    search(page, "plain plate")
    press(offer(page, "Plain Plate").get_by_role("link").first)
    page.wait_for_url("**/products/plain-plate/")
    variant.meanwhile(page)
    variant.each(page)

    with variant.adding(page):
        press(button(page, "Plain Plate"))
    page.locator("#cart-counter [data-count='1']").wait_for()
    press(page.locator("#cart-counter"))
    page.wait_for_url("**/cart/")
    variant.each(page)

    press(page.get_by_role("main").locator("a[href$='/checkout/']"))
    page.wait_for_url("**/checkout/")
    fill_in(page)
    variant.each(page)
    press(page.locator("#review button[type=submit]:not([formaction])"))
    page.wait_for_url("**/orders/**")
    number_on(page)
    variant.each(page)


def press(target: Locator) -> None:
    """Tap where there is a touch screen, else click."""
    (target.tap if target.evaluate("() => navigator.maxTouchPoints > 0") else target.click)()


def search(page: Page, words: str) -> None:
    """Search in the header; where it has no room for the field, on the page that its icon leads to."""
    field = page.locator("#header-q")
    if not field.is_visible():
        page.get_by_role("banner").locator("a.header-search-link").click()
        field = page.locator("#search-q")
    field.fill(words)
    field.press("Enter")


def fill_in(page: Page) -> None:
    """Answer what the checkout asks, in whatever language it asks."""
    page.locator("[name=email]").fill("variant@example.com")
    page.locator("[name=country]").select_option("DE")
    for name, text in (
        ("name", "Ada Lovelace"),
        ("street", "Marktstraße 7"),
        ("postcode", "10115"),
        ("city", "Berlin"),
    ):
        page.locator(f"[name={name}]").fill(text)
