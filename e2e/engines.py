"""What an engine cannot be asked for: done another way, or left out with the reason."""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, BrowserType

from deploy.local.browsers import MINIBROWSER, WEBKIT, ensure
from e2e.page_problems import Opener, PageProblems

CRAWLER = "the crawler goes in Chromium, whose flags keep it from other hosts"
OVER_BIDI = {
    "touch": "there are no touch events over BiDi",
    "kept pages": "to go back to a page that the browser kept never ends over BiDi",
    "socket events": "Playwright hears nothing of WebSockets over BiDi",
}
LACKS = {
    "chromium": {},
    "firefox": {**OVER_BIDI, "crawler": CRAWLER},
    "solo": {},
    "full": {"inbox": "mail goes to a mail server there, and the page that shows it is not for servers"},
    "webkit": {"kept pages": "only Chromium can be told to keep them", "crawler": CRAWLER},
}
# What such a Firefox is told by its preferences when it starts, and not for a context.
PREFERENCES = {
    ("reduced_motion", "reduce"): {"ui.prefersReducedMotion": 1},
    ("reduced_motion", "no-preference"): {"ui.prefersReducedMotion": 0},
    ("color_scheme", "dark"): {"layout.css.prefers-color-scheme.content-override": 0},
}
# A page is as narrow there, and all that it shows; only its finger is missing.
NOT_TOLD = ("has_touch", "is_mobile")
SCRIPTS_KEPT_BACK = "NS_ERROR|Loading failed"


def pytest_configure(config: pytest.Config) -> None:
    needs = "needs(*abilities): left out in engines that lack one of them, see e2e/engines.py"
    config.addinivalue_line("markers", needs)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the engine is not able to do, and in all but Chromium what needs no browser."""
    engines = config.getoption("browser") or ["chromium"]
    out = [item for item in items if any(_leaves_out(engine, item) for engine in engines)]
    config.hook.pytest_deselected(items=out)
    items[:] = [item for item in items if item not in out]


def _leaves_out(engine: str, item: pytest.Item) -> bool:
    used = item.fixturenames
    if engine == "webkit" and _by_selenium() and "new_shopper" not in used:
        return True
    lacks = LACKS[engine] | LACKS[item.config.getoption("shape")]
    needed = {ability for marker in item.iter_markers("needs") for ability in marker.args}
    return bool(needed & lacks.keys()) or (engine != "chromium" and "browser_name" not in used)


@cache
def _by_selenium() -> bool:
    return ensure(WEBKIT).name == MINIBROWSER


@pytest.fixture
def new_context(
    new_context: Opener,
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    browser_context_args: dict[str, Any],
    page_problems: PageProblems,
) -> Iterator[Opener]:
    """Open contexts as in Playwright's own browsers, in a Firefox over BiDi as well."""
    with ExitStack() as browsers:

        def preferring(wanted: dict[str, int]) -> Opener:
            prefs = browser_type_launch_args["firefox_user_prefs"] | wanted
            browser = browser_type.launch(**browser_type_launch_args | {"firefox_user_prefs": prefs})
            browsers.callback(browser.close)
            return lambda **options: browser.new_context(**browser_context_args | options)

        def over_bidi(**options: Any) -> BrowserContext:
            options = {name: value for name, value in options.items() if name not in NOT_TOLD}
            scripts = options.pop("java_script_enabled", True)
            wanted = _preferences(options)
            context = (preferring(wanted) if wanted else new_context)(**options)
            if not scripts:
                page_problems.allow(SCRIPTS_KEPT_BACK)
                # The policy lets a page have none but files.
                context.route("**/*.js", lambda route: route.abort())
            return context

        is_bidi = browser_type_launch_args.get("channel") == "moz-firefox"
        yield over_bidi if is_bidi else new_context


def _preferences(options: dict[str, Any]) -> dict[str, int]:
    """Take out of the options what has to be a preference, and return that."""
    told = {each: prefs for each, prefs in PREFERENCES.items() if options.get(each[0]) == each[1]}
    for name, _value in told:
        del options[name]
    return {name: value for prefs in told.values() for name, value in prefs.items()}
