"""Shoppers in whichever engine is tested, with what drives it here."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from deploy.local.browsers import BY_NAME, MINIBROWSER, ensure
from e2e.critical.by_playwright import PlaywrightShopper
from e2e.critical.by_selenium import SeleniumShopper, screen, window
from e2e.critical.shopper import Shopper

NewShopper = Callable[[], Shopper]


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """A screen for the windows of a browser that cannot do without one."""
    with screen() as display:
        yield display


@pytest.fixture
def new_shopper(request: pytest.FixtureRequest, browser_name: str, base_url: str) -> Iterator[NewShopper]:
    """Have one more shopper come in."""
    browser = ensure(BY_NAME[browser_name])
    if browser.name == MINIBROWSER:
        display = request.getfixturevalue("display")
        with ExitStack() as windows:
            yield lambda: SeleniumShopper(windows.enter_context(window(browser, display)), base_url)
    else:
        new_context = request.getfixturevalue("new_context")
        yield lambda: PlaywrightShopper(new_context().new_page())


@pytest.fixture
def shopper(new_shopper: NewShopper) -> Shopper:
    """A shopper."""
    return new_shopper()


@pytest.fixture
def another(new_shopper: NewShopper) -> Shopper:
    """Another shopper, in another browser."""
    return new_shopper()
