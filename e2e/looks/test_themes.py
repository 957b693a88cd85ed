"""A theme changes everything that is seen: the same card, from the same template, in each of them."""

from playwright.sync_api import Page, expect

CARD = "/components/product-card/few-left/"
LOOKS = {
    "html": ("background-color", "color"),
    "body": ("font-family",),
    ".card-picture": ("border-radius", "aspect-ratio", "background-color"),
    ".card-title": ("font-family", "font-weight", "letter-spacing"),
    ".card .button": ("border-radius", "border-top-color", "color"),
    ".stock": ("color",),
}
MEASURED = "(element, name) => getComputedStyle(element).getPropertyValue(name)"


def look(page: Page, theme: str, scheme: str) -> dict[str, str]:
    """Return what the browser makes of the card in that theme."""
    page.goto(f"{CARD}?theme={theme}&scheme={scheme}")
    expect(page.get_by_role("article")).to_be_visible()
    return {
        f"{selector} {name}": page.locator(selector).first.evaluate(MEASURED, name)
        for selector, names in LOOKS.items()
        for name in names
    }


def test_another_theme_leaves_nothing_as_it_was_light_or_dark(page: Page) -> None:
    for scheme in ("light", "dark"):
        house, orchard = (look(page, theme, scheme) for theme in ("fastshop", "orchard"))
        assert [what for what in house if house[what] == orchard[what]] == []


def test_a_step_is_eight_pixels_until_the_visitor_wants_larger_letters(page: Page) -> None:
    page.goto(CARD)
    assert page.locator("html").evaluate(MEASURED, "font-size") == "16px"
    assert page.locator(".card-picture").evaluate(MEASURED, "margin-bottom") == "16px"
