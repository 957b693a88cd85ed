"""One shop for the whole run, a fresh browser context for each test, and no complaint left unheard."""

from collections.abc import Generator, Iterator
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, BrowserType, Page, expect

from e2e.full_shop import FullShop
from e2e.launching import launch_options
from e2e.page_problems import SHOP_AWAY, Opener, PageProblems
from e2e.reporting import FILMED, keep_what_fails
from e2e.shop_server import ShopServer
from e2e.wire import Wire

SHAPES = {"solo": ShopServer, "full": FullShop}
PATIENCE = 5_000
LOADING = 15_000

expect.set_options(timeout=PATIENCE)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--shape", choices=SHAPES, default="solo", help="how the shop is run")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "allow_problems(*patterns): console errors the test provokes on purpose"
    )
    config.addinivalue_line("markers", "shop_goes_away: the test stops the shop while pages are open")
    config.addinivalue_line("markers", "public: goes through public doors alone, of any shop at any address")
    config.pluginmanager.import_plugin("e2e.engines")
    config.pluginmanager.import_plugin("e2e.over_bidi")
    keep_what_fails(config)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Fail a test whose pages complained while they are still there to be photographed."""
    yield
    refuse_complaints(item.funcargs["page_problems"])


def refuse_complaints(problems: PageProblems) -> None:
    """Fail with what the pages complained of since the last look."""
    if unexpected := problems.unexpected():
        pytest.fail("The pages complained:\n" + "\n".join(unexpected), pytrace=False)


@pytest.fixture(scope="session")
def shop_server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ShopServer]:
    """The shop that all tests share, with the demo catalogue in it."""
    kind = SHAPES[request.config.getoption("shape")]
    with closing(kind(tmp_path_factory.mktemp("shop"))) as server:
        server.prepare()
        server.start()
        yield server


@pytest.fixture(scope="session")
def base_url(request: pytest.FixtureRequest) -> str:
    """Where `page.goto("/")` goes: to the shop at the address that was given, else to ours."""
    return request.config.getoption("base_url") or request.getfixturevalue("shop_server").url


@pytest.fixture
def wire(base_url: str) -> Iterator[Wire]:
    """What the page's sockets, and its requests, go through."""
    with closing(Wire(base_url)) as wire:
        yield wire


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], browser_type: BrowserType
) -> dict[str, Any]:
    """Start the browser that this machine has."""
    return browser_type_launch_args | launch_options(browser_type)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Every browser speaks English and keeps the same time, wherever the tests run."""
    filmed = {"record_video_size": FILMED} if "record_video_dir" in browser_context_args else {}
    return browser_context_args | {"locale": "en-GB", "timezone_id": "Europe/Berlin", **filmed}


@pytest.fixture
def returning(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    browser_context_args: dict[str, Any],
    page_problems: PageProblems,
) -> Iterator[Page]:
    """A page in a browser that keeps pages for Back, as shoppers' browsers do and Playwright's does not."""
    kept = launch_options(browser_type, windows=True)
    kept["ignore_default_args"] = ["--disable-back-forward-cache"]
    browser = browser_type.launch(**browser_type_launch_args | kept)
    context = browser.new_context(**browser_context_args)
    page_problems.watch(context)
    yield context.new_page()
    browser.close()


@pytest.fixture
def page_problems(request: pytest.FixtureRequest) -> PageProblems:
    """The complaints of this test's pages; `allow` what the test provokes on purpose."""
    allowed = [pattern for marker in request.node.iter_markers("allow_problems") for pattern in marker.args]
    if request.node.get_closest_marker("shop_goes_away"):
        allowed.append(SHOP_AWAY)
    return PageProblems(allowed)


@pytest.fixture
def new_context(new_context: Opener, page_problems: PageProblems) -> Opener:
    """Open a further context, watched and with our patience: a second shopper, or one without JavaScript."""

    def watched(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(LOADING)
        page_problems.watch(context)
        return context

    return watched


@pytest.fixture(autouse=True)
def _pages_do_not_complain(page_problems: PageProblems) -> Iterator[None]:
    yield
    refuse_complaints(page_problems)
