"""axe finds nothing on any page, in any state of it, on any state of a component, light or dark."""

from collections.abc import Iterable, Iterator
from typing import Any, get_args

import pytest
from playwright.sync_api import Page

from deploy.local.assets import SOURCE
from e2e.page_problems import Opener
from e2e.shop_server import ShopServer
from e2e.sights.visitor import Scheme, Visitor, shine, stock
from e2e.sights.walks import WALKS

AXE = (SOURCE / "node_modules" / "axe-core" / "axe.min.js").read_text()
# Frames are left alone: components in them are looked at by themselves, and a mail runs no script.
COMMON = {"resultTypes": ["violations"], "iframes": False}
EVERYTHING = COMMON | {
    "runOnly": [*("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"), "best-practice"]
}
COLOURS = COMMON | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
DARK = "matchMedia('(prefers-color-scheme: dark)').matches"
# A mail stands in a frame where nothing is run, axe neither.
QUIET = ("status of [45]", "Blocked script execution in .*/dev/mails/")
# What a page owes, and no part of one.
OF_PAGES = ("page-has-heading-one", "heading-order", "region")
ADDRESSES = "links => links.map(({ href }) => href)"
RUN = """async ([where, options]) => {
  const said = ({ html, failureSummary }) => `${html}\\n${failureSummary}`;
  const { violations } = await axe.run(where, options);
  return violations.map(({ id, help, nodes }) => [`${id}: ${help}`, ...nodes.map(said)].join("\\n"));
}"""

pytestmark = pytest.mark.needs("dusk")


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


@pytest.fixture(autouse=True)
def _axe(page: Page) -> None:
    """Have axe on every page from the start."""
    page.add_init_script(AXE)


def found(page: Page, where: str = "html", off: Iterable[str] = ()) -> Iterator[str]:
    """Yield what axe finds on the open page: all in the scheme that is on, colours in the other."""
    rules = {"rules": {name: {"enabled": False} for name in off}}
    for scheme, options in zip(_schemes(page), (EVERYTHING | rules, COLOURS), strict=True):
        shine(page, scheme)
        yield from (f"{scheme}: {violation}" for violation in page.evaluate(RUN, [where, options]))


def _schemes(page: Page) -> tuple[Scheme, Scheme]:
    """Return the scheme that is on, then the other: to turn the light takes a moment."""
    light, dark = get_args(Scheme)
    return (dark, light) if page.evaluate(DARK) else (light, dark)


@pytest.mark.allow_problems(*QUIET)
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
