"""A buyer's stars: given by mouse, finger, keys and without scripts, and seen at once in another browser."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from e2e.desk import deliver, open_desk
from e2e.ordering import place_order
from e2e.page_problems import Opener
from e2e.shopping import address, open_live, put_in_cart
from e2e.test_keyboard import tab_to

Way = Callable[[Page, int], None]
WORDS = {1: "poor", 2: "fair", 3: "all right", 4: "good", 5: "excellent"}
SCRIPT = "<script>document.title = 'taken over'</script>"
SEND = re.compile("^(Publish my review|Keep it like this)$")
TOUCHABLE = 44
MOST_STEPS = 5


@pytest.fixture(scope="module")
def buyer(browser: Browser, browser_context_args: dict[str, Any]) -> StorageState:
    """The cookies of a guest whose teapot and plate have arrived."""
    guest, desk = (browser.new_context(**browser_context_args) for _ in range(2))
    page, office = guest.new_page(), desk.new_page()
    put_in_cart(page, "Told Teapot")
    put_in_cart(page, "Plain Plate")
    number = place_order(page, "reviewer@example.com")
    open_desk(office)
    deliver(office, number)
    kept = guest.storage_state()
    guest.close()
    desk.close()
    return kept


def star(page: Page, stars: int) -> Locator:
    """Return the radio that gives so many stars."""
    return page.get_by_role("radio", name=re.compile(f"^{stars} stars?: {WORDS[stars]}$"))


def said(page: Page, stars: int) -> Locator:
    """Return the word for so many stars, which is read out always and seen where it is true."""
    return page.locator(".star-word").filter(has_text=re.compile(f"{stars} stars?: {WORDS[stars]}"))


def by_mouse(page: Page, stars: int) -> None:
    """Look at what another star would say, then click."""
    other = stars % 5 + 1
    star(page, other).hover()
    expect(said(page, other)).to_have_css("opacity", "1")
    expect(page.locator("[data-hovered]")).to_have_count(1)
    star(page, stars).click()
    page.get_by_role("button", name=SEND).click()


def by_finger(page: Page, stars: int) -> None:
    """Tap a star that is large enough for it."""
    for each in page.locator(".star").all():
        box = each.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= TOUCHABLE
    star(page, stars).tap()
    expect(said(page, stars)).to_have_css("opacity", "1")
    page.get_by_role("button", name=SEND).tap()


def by_keys(page: Page, stars: int) -> None:
    """Go to the stars, along them, and on to the button; nothing is sent on the way."""
    here, chosen = page.url, page.get_by_role("radio", checked=True)
    tab_to(chosen if chosen.count() else star(page, 1))
    page.keyboard.press("Space")
    for _step in range(MOST_STEPS):
        if star(page, stars).is_checked():
            break
        page.keyboard.press("ArrowRight")
    expect(star(page, stars)).to_be_checked()
    expect(said(page, stars)).to_have_css("opacity", "1")
    assert page.url == here
    tab_to(page.get_by_role("button", name=SEND))
    page.keyboard.press("Enter")


def without_scripts(page: Page, stars: int) -> None:
    """Choose a star on a page that runs none of its scripts."""
    expect(page.locator("[data-preview]")).to_have_count(0)
    star(page, stars).check()
    expect(said(page, stars)).to_have_css("opacity", "1")
    page.get_by_role("button", name=SEND).click()


def give(page: Page, way: Way, stars: int) -> None:
    """Review the plate, or change one's review of it, and see what the page says then."""
    page.goto(f"{address('Plain Plate')}review/")
    way(page, stars)
    expect(page.get_by_role("status").filter(has_text="Your review is on the page.")).to_be_visible()
    expect(page.get_by_role("article", name=re.compile(f"^{stars} stars?:"))).to_be_visible()
    expect(page.get_by_role("list", name="Reviews by stars").get_by_role("link")).to_have_accessible_name(
        re.compile(f"^{stars} stars?, given by 1$")
    )


def test_a_review_moves_the_average_in_another_browser(new_context: Opener, buyer: StorageState) -> None:
    onlooker, page = new_context().new_page(), new_context(storage_state=buyer).new_page()
    open_live(onlooker, address("Told Teapot"))
    rating = onlooker.get_by_role("region", name="Reviews")
    expect(rating).to_contain_text("No reviews yet")
    page.goto(address("Told Teapot"))
    page.get_by_role("link", name="Write a review").click()
    page.get_by_label("Your review").fill(f"Pours well.\n{SCRIPT}")
    by_mouse(page, 5)
    expect(page.get_by_role("article").filter(has_text=SCRIPT)).to_contain_text("Verified buyer")
    for shown in (rating, onlooker.get_by_role("link", name="5.0 out of 5 stars, 1 review")):
        expect(shown).to_contain_text("5.0")
    page.get_by_role("link", name="Change your review").click()
    by_mouse(page, 2)
    expect(rating).to_contain_text("2.0")
    expect(rating).to_contain_text("1 review")
    expect(page).to_have_title(re.compile("^Told Teapot"))


@pytest.mark.parametrize(
    "way, stars, options",
    [
        pytest.param(by_mouse, 4, {}, id="mouse"),
        pytest.param(
            *(by_finger, 2, {"has_touch": True, "viewport": {"width": 390, "height": 844}}),
            id="touch",
            marks=pytest.mark.needs("touch"),
        ),
        pytest.param(by_keys, 5, {}, id="keyboard"),
        pytest.param(without_scripts, 3, {"java_script_enabled": False}, id="no-scripts"),
    ],
)
def test_stars_are_given(
    new_context: Opener, buyer: StorageState, way: Way, stars: int, options: dict[str, Any]
) -> None:
    give(new_context(storage_state=buyer, **options).new_page(), way, stars)
