"""A product's pictures: swiped, stepped through by keys, enlarged; and all of it by plain links as well."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from e2e.page_problems import Opener
from e2e.shop_server import ShopServer
from e2e.test_keyboard import tab_to

GLOBE = "/products/gallery-globe/"
PICTURES = {"Red": (1200, 800), "Green": (800, 1200), "Blue": (900, 900)}
ROW = "sku,name,category,price,image,alt\nE2E-GLOBE,Gallery Globe,Workbench,9.00,{},{}\n"
BACKGROUND = "element => getComputedStyle(element).backgroundColor"
TOUCHABLE = 44
LOOKS = 20


@pytest.fixture(scope="module", autouse=True)
def _globe(shop_server: ShopServer, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Put a product with three pictures on the shelf, in all the sizes that browsers choose from."""
    folder: Path = tmp_path_factory.mktemp("pictures")
    for colour, size in PICTURES.items():
        Image.new("RGB", size, colour.lower()).save(folder / f"{colour}.png")
    files = "|".join(f"{colour}.png" for colour in PICTURES)
    (folder / "globe.csv").write_text(ROW.format(files, "|".join(PICTURES)))
    shop_server.manage("import_products", str(folder / "globe.csv"))
    # A worker of the shop may be at one of them already; each look takes a process its start.
    assert any("others have 0" in shop_server.manage("make_pictures") for _look in range(LOOKS))


def slide(page: Page, name: str) -> Locator:
    """Return the link around a large picture."""
    return page.get_by_role("list", name="Pictures").get_by_role("link", name=name)


def thumb(page: Page, name: str) -> Locator:
    return page.get_by_role("navigation", name="Choose a picture").get_by_role("link", name=name)


def expect_shown(page: Page, name: str) -> None:
    """Wait until the strip has come to a picture: most of it is seen, without scrolling the page."""
    expect(slide(page, name)).to_be_in_viewport(ratio=0.7)


# A picture's own page is sandboxed: it neither runs the script with which Playwright keeps a trace of it, nor
# shows the icon that Firefox looks for.
@pytest.mark.allow_problems("Blocked script execution in .*/media/products/", "/favicon.ico")
def test_without_javascript_thumbnails_are_anchors_and_a_picture_leads_to_itself(new_context: Opener) -> None:
    page = new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}).new_page()
    page.goto(GLOBE)
    expect_shown(page, "Red")
    thumb(page, "Blue").click()
    expect_shown(page, "Blue")
    expect(page.get_by_role("dialog")).to_have_count(0)
    with page.expect_response(re.compile(r"/media/products/.*\.jpg$")) as answered:
        slide(page, "Blue").click()
    assert answered.value.headers["content-type"] == "image/jpeg"


def test_a_thumbnail_shows_its_picture_and_leaves_the_address_alone(page: Page) -> None:
    page.goto(GLOBE)
    expect(thumb(page, "Red")).to_have_attribute("aria-current", "true")
    thumb(page, "Green").click()
    expect_shown(page, "Green")
    expect(thumb(page, "Green")).to_have_attribute("aria-current", "true")
    expect(thumb(page, "Red")).not_to_have_attribute("aria-current", "true")
    assert page.url.endswith(GLOBE)


def test_a_swipe_comes_to_rest_at_the_next_picture(page: Page) -> None:
    page.goto(GLOBE)
    slide(page, "Red").hover()
    page.mouse.wheel(500, 0)
    expect_shown(page, "Green")
    expect(thumb(page, "Green")).to_have_attribute("aria-current", "true")


def test_arrow_keys_step_through_the_pictures_and_take_the_focus_along(page: Page) -> None:
    page.goto(GLOBE)
    tab_to(slide(page, "Red"))
    page.keyboard.press("ArrowLeft")
    expect(slide(page, "Red")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(slide(page, "Green")).to_be_focused()
    expect_shown(page, "Green")
    tab_to(thumb(page, "Blue"))


def test_a_picture_is_enlarged_in_place_and_gives_the_focus_back(page: Page) -> None:
    page.goto(GLOBE)
    tab_to(slide(page, "Red"))
    page.keyboard.press("Enter")
    zoom = page.get_by_role("dialog", name="Enlarged picture")
    expect(zoom.get_by_role("img", name="Red")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(zoom.get_by_role("img", name="Blue")).to_be_visible()
    zoom.get_by_role("button", name="Previous").click()
    expect(zoom.get_by_role("img", name="Green")).to_be_visible()
    zoom.get_by_role("button", name="Full size").click()
    expect(zoom.get_by_role("button", name="Full size", pressed=True)).to_be_visible()
    assert zoom.get_by_role("img").bounding_box()["height"] == PICTURES["Green"][1]
    page.keyboard.press("Escape")
    expect(zoom).to_be_hidden()
    expect(slide(page, "Red")).to_be_focused()
    assert page.url.endswith(GLOBE)


def test_a_browser_takes_the_lightest_format_in_the_size_it_needs(new_context: Opener) -> None:
    page = new_context(viewport={"width": 390, "height": 844}, device_scale_factor=1).new_page()
    page.goto(GLOBE)
    # For a thumbnail a browser may take what it has of the picture already.
    for link, widths in ((slide(page, "Red"), "640"), (thumb(page, "Red"), "320|640")):
        link.get_by_role("img").evaluate("element => element.decode()")  # an image waits for its turn
        chosen = link.get_by_role("img").evaluate("element => element.currentSrc")
        assert re.search(rf"-({widths})\.avif$", chosen)


def test_the_picture_s_own_colour_stands_in_for_it_under_the_policy(page: Page) -> None:
    page.goto(GLOBE)
    channels = re.findall(r"\d+", slide(page, "Red").locator(".tint").evaluate(BACKGROUND))
    assert [int(channel) > 200 for channel in channels] == [True, False, False]


@pytest.mark.parametrize("width", [390, 1440])
def test_everything_to_press_is_large_enough_for_a_finger(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(GLOBE)
    pressed = [thumb(page, name) for name in PICTURES]
    slide(page, "Red").click()
    pressed += page.get_by_role("dialog").get_by_role("button").all()
    assert len(pressed) == 7
    for target in pressed:
        box = target.bounding_box()
        assert min(box["width"], box["height"]) >= TOUCHABLE


@pytest.mark.parametrize("motion, scrolls", [("reduce", "auto"), ("no-preference", "smooth")])
def test_nothing_slides_for_who_asked_for_less_motion(new_context: Opener, motion: str, scrolls: str) -> None:
    page = new_context(reduced_motion=motion).new_page()
    page.goto(GLOBE)
    strip = page.get_by_role("list", name="Pictures")
    assert strip.evaluate("element => getComputedStyle(element).scrollBehavior") == scrolls
