"""A page that lives long: it is left and returned to, and answered late. It never goes back in time."""

import pytest
from playwright.sync_api import Page, Route, expect

from e2e.page_problems import Opener
from e2e.shopping import address, badge, button, cart_link, connection, open_live, put_in_cart, take
from e2e.wire import Wire

ANSWER = (
    '<hx-partial hx-target="#{id}" hx-swap="outerSync">'
    '<p id="{id}" data-version="{version}">{words}</p></hx-partial>'
    '<hx-partial hx-target="#notice" hx-swap="innerHTML">Answered</hx-partial>'
)
# A browser in which nobody looks at a window never hides a tab: this is what the page is told when one does.
HIDE_AND_SHOW = """(times) => {
  for (const hidden of Array(times).fill([true, false]).flat()) {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }
}"""

FOLLOW_SOCKETS = """window.WebSocket = class extends WebSocket {
  constructor(...address) {
    super(...address);
    const { dataset } = document.documentElement;
    dataset.socket = "opening";
    this.addEventListener("error", () => { dataset.socket = "failed"; });
  }
};"""


@pytest.mark.parametrize("newer", [False, True], ids=["older", "newer"])
def test_an_answer_is_shown_only_if_it_is_not_older_than_the_page(page: Page, newer: bool) -> None:
    open_live(page, address("Plain Plate"))
    shown = badge(page, "Plain Plate")
    before = shown.inner_text()
    version = int(shown.get_attribute("data-version") or 0) + (1 if newer else -1)
    answer = ANSWER.format(id=shown.get_attribute("id"), version=version, words="From the wire")
    page.route("**/cart/add/", lambda route: route.fulfill(body=answer, content_type="text/html"))

    take(page, "Plain Plate")

    expect(page.locator("#notice")).to_have_text("Answered")
    expect(shown).to_have_text("From the wire" if newer else before)


def test_pressing_again_before_the_answer_adds_nothing_more(page: Page) -> None:
    waiting: list[Route] = []
    open_live(page, address("Plain Plate"))

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/cart/add/", hold)
    with page.expect_request("**/cart/add/"):
        button(page, "Plain Plate").press("Enter")
    button(page, "Plain Plate").press("Enter")

    waiting[0].continue_()

    expect(cart_link(page)).to_have_accessible_name("Cart 1 item")
    assert len(waiting) == 1


def test_a_page_that_is_left_before_its_socket_opened_makes_no_error_of_it(page: Page, wire: Wire) -> None:
    wire.stall()
    page.add_init_script(FOLLOW_SOCKETS)
    page.goto(wire.url + address("Plain Plate"))
    expect(page.locator("html")).to_have_attribute("data-socket", "opening")
    page.evaluate("() => { dispatchEvent(new PageTransitionEvent('pagehide')); }")
    expect(page.locator("html")).to_have_attribute("data-socket", "failed")


@pytest.mark.needs("kept pages")
def test_back_to_a_kept_page_shows_what_changed_meanwhile(returning: Page, page: Page) -> None:
    open_live(returning, address("Kept Kettle"))
    returning.evaluate("() => { window.kept = true; }")
    open_live(returning, "/cart/")
    open_live(page, address("Kept Kettle"))
    take(page, "Kept Kettle")
    expect(button(page, "Kept Kettle")).to_be_disabled()

    returning.go_back(wait_until="commit")

    assert returning.evaluate("() => window.kept"), "the browser had not kept the page"
    expect(button(returning, "Kept Kettle")).to_be_disabled()
    expect(connection(returning)).to_have_attribute("data-state", "live")
    page.goto("/cart/")
    page.get_by_role("button", name="Remove").click()
    expect(button(returning, "Kept Kettle")).to_be_enabled()


def test_a_page_whose_script_comes_late_shows_what_went_meanwhile(page: Page, new_context: Opener) -> None:
    other = new_context().new_page()

    def deliver_late(script: Route) -> None:
        put_in_cart(other, "Late Ladle")
        script.continue_()

    page.route("**/fastshop*.js", deliver_late)
    page.goto(address("Late Ladle"))
    expect(connection(page)).to_have_attribute("data-state", "live")
    expect(button(page, "Late Ladle")).to_be_disabled()


def test_a_tab_that_is_hidden_and_shown_quickly_stays_live(page: Page, new_context: Opener) -> None:
    open_live(page, address("Hidden Hook"))
    page.evaluate(HIDE_AND_SHOW, 5)
    put_in_cart(new_context().new_page(), "Hidden Hook")
    expect(button(page, "Hidden Hook")).to_be_disabled()
    expect(connection(page)).to_have_attribute("data-state", "live")
