"""axe finds nothing on any page, in any state of it, on any state of a component, light or dark."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from deploy.local.assets import SOURCE
from e2e.page_problems import Opener
from e2e.shop_server import ShopServer
from e2e.sights.visitor import Visitor, shine, stock
from e2e.sights.walks import WALKS

AXE = (SOURCE / "node_modules" / "axe-core" / "axe.min.js").read_text()
EVERYTHING = {
    "runOnly": [*("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"), "best-practice"],
    "resultTypes": ["violations"],
}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# What a page owes, and no part of one.
OF_PAGES = ("page-has-heading-one", "heading-order", "region")
ADDRESSES = "links => links.map(({ href }) => href)"
RUN = """async ([where, options]) => {
  const said = ({ html, failureSummary }) => `${html}\\n${failureSummary}`;
  const { violations } = await axe.run(where, options);
  return violations.map(({ id, help, nodes }) => [`${id}: ${help}`, ...nodes.map(said)].join("\\n"));
}"""


@pytest.fixture(scope="module")
def sights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShopServer]:
    """A shop for these walks alone: they buy what others would look for."""
    shop = ShopServer(tmp_path_factory.mktemp("sights"))
    shop.prepare()
    stock(shop)
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("RATE_FIND_ORDER", raising=False)  # elsewhere nobody may ask too often
        shop.start()
    yield shop
    shop.stop()


@pytest.fixture(scope="module")
def browser_context_args(browser_context_args: dict[str, Any], sights: ShopServer) -> dict[str, Any]:
    """Everybody here is in that shop, and what moves is over at once."""
    return browser_context_args | {"base_url": sights.url, "reduced_motion": "reduce"}


def found(page: Page, where: str = "html", off: Iterable[str] = ()) -> Iterator[str]:
    """Yield what axe finds on the open page: everything in the light, and in the dark what colours decide."""
    page.evaluate(AXE)
    rules = {"rules": {name: {"enabled": False} for name in off}}
    for scheme, options in (("light", EVERYTHING | rules), ("dark", COLOURS)):
        shine(page, scheme)
        yield from (f"{scheme}: {violation}" for violation in page.evaluate(RUN, [where, options]))


@pytest.mark.allow_problems("status of [45]")
@pytest.mark.parametrize("walk", WALKS)
def test_no_page_in_any_state_keeps_anybody_out(
    sights: ShopServer, new_context: Opener, page: Page, walk: str
) -> None:
    states = WALKS[walk](Visitor(sights, page, new_context))
    assert [f"{name}, {violation}" for name in states for violation in found(page)] == []


def test_no_component_in_any_state_keeps_anybody_out(page: Page) -> None:
    page.goto("/components/")
    components = page.locator("main h2 a").evaluate_all(ADDRESSES)
    violations = list(found(page))
    for component in components:
        page.goto(component)
        for state in page.locator(".workshop-states a").evaluate_all(ADDRESSES):
            page.goto(state.replace("#", "") + "/")
            violations += [f"{page.url}, {each}" for each in found(page, ".stage", OF_PAGES)]
    assert violations == []
