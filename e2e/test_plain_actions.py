"""Low-JS, shown: what htmx asks for from a page is a whole page for whoever has no script."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import APIResponse, Locator, Page, expect

from e2e.page_problems import Opener
from e2e.shopping import address, put_in_cart

SHELF = ("/", "/products/", "/products/?max=1", "/search/?q=xyzzy", address("Plain Plate"))
OWN = ("/cart/", "/checkout/")
# Not a link: the field is a search form's, which is walked itself.
ONLY_WHILE_TYPING = "/search/suggestions/"


@pytest.fixture
def page(new_context: Opener) -> Page:
    """A page that runs no script, of somebody with a cart."""
    page = new_context(java_script_enabled=False).new_page()
    put_in_cart(page, "Plain Plate")
    return page


def asked(page: Page, how: str) -> Iterator[Locator]:
    """Yield the open page's elements that ask by htmx, one for each address."""
    found = page.locator(f"[{how}]")
    addresses = {element.get_attribute(how): element for element in reversed(found.all())}
    yield from (element for where, element in addresses.items() if ONLY_WHILE_TYPING not in (where or ""))


def is_whole(answer: APIResponse) -> bool:
    """Return whether an answer is a page, and not a piece of one."""
    return answer.ok and answer.text().lstrip().lower().startswith("<!doctype html>")


@pytest.mark.parametrize("path", [*SHELF, *OWN])
def test_what_is_asked_for_by_get_is_a_page(page: Page, path: str) -> None:
    page.goto(path)
    for element in asked(page, "hx-get"):
        where = element.get_attribute("hx-get") or ""
        assert is_whole(page.request.get(re.sub(r"^\?", f"{path}?", where))), where


@pytest.mark.parametrize("path", [address("Plain Plate"), address("Refilled Rack"), *OWN])
def test_what_is_sent_by_post_leads_to_a_page(page: Page, path: str) -> None:
    page.goto(path)
    addresses = [element.get_attribute("hx-post") or "" for element in asked(page, "hx-post")]
    offered = [where for where in addresses if sender(page, where).count()]
    assert offered
    for where in sorted(offered, key=lambda where: "remove" in where):
        page.goto(path)
        for field in page.locator(f"form[hx-post='{where}'] [type=email]").all():
            field.fill("plain@example.com")
        with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
            sender(page, where).first.click()
        assert sent.value.status < 400, where
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def sender(page: Page, where: str) -> Locator:
    """Return what can be pressed to send to an address: in its form, of its form, or with that address."""
    form = page.locator(f"form[hx-post='{where}']").first
    name = form.get_attribute("id") if form.count() else None
    inside = f"form[hx-post='{where}'] [type=submit]"
    buttons = f":is({inside}, [type=submit][form='{name}'], [formaction='{where}']):enabled"
    return page.locator(buttons).filter(visible=True)
