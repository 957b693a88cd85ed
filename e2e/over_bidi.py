"""A Firefox driven over WebDriver BiDi, made to do as Playwright's own browsers do."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Locator, Page, Response, Route

from e2e.open_pages import fetch
from e2e.page_problems import Opener, PageProblems

# What such a Firefox is told by its preferences when it starts, and not for a context.
PREFERENCES = {
    ("reduced_motion", "reduce"): {"ui.prefersReducedMotion": 1},
    ("reduced_motion", "no-preference"): {"ui.prefersReducedMotion": 0},
    ("color_scheme", "dark"): {"layout.css.prefers-color-scheme.content-override": 0},
    ("forced_colors", "active"): {"browser.display.document_color_use": 2, "ui.useAccessibilityTheme": 1},
}
# A page is as narrow there, and all that it shows; only its finger is missing.
NOT_TOLD = ("has_touch", "is_mobile")
SCRIPTING = re.compile(r"\(scripting:\s*enabled\)")
SCRIPTS_KEPT_BACK = "NS_ERROR|Loading failed"
FILES = 12  # that one browser is for
# Fields that do not tell what is selected in them: new text is put after the old.
APPENDED_TO = ("email", "number")


@pytest.fixture(scope="session")
def browsers(launch_browser: Callable[[], Browser]) -> Iterator[Iterator[Browser]]:
    """One browser after the other, each for some files: over BiDi Firefox only ever grows, to gigabytes."""

    def each_for_some() -> Iterator[Browser]:
        while True:
            with launch_browser() as browser:
                for _ in range(FILES):
                    yield browser

    with closing(each_for_some()) as browsers:
        yield browsers


@pytest.fixture(scope="module")
def browser(browsers: Iterator[Browser], browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """A browser whose pages go where they are told, and whose fields take what is typed."""
    with pytest.MonkeyPatch.context() as mended:
        if _is_over_bidi(browser_type_launch_args):
            mended.setattr(Page, "goto", _once_loaded(Page.goto))
            mended.setattr(Locator, "fill", _in_place_of_the_old(Locator.fill))
        yield next(browsers)


@pytest.fixture
def new_context(
    new_context: Opener,
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    browser_context_args: dict[str, Any],
    page_problems: PageProblems,
) -> Iterator[Opener]:
    """Open contexts as in Playwright's own browsers, in a Firefox over BiDi as well."""
    if not _is_over_bidi(browser_type_launch_args):
        yield new_context
        return
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
                _keep_scripts_back(context)
            return context

        yield over_bidi


def _is_over_bidi(launch_args: dict[str, Any]) -> bool:
    return launch_args.get("channel") == "moz-firefox"


def _once_loaded(goto: Callable[..., Response | None]) -> Callable[..., Response | None]:
    """Let one load end before the next begins, which is else said to interrupt itself."""

    def goto_once_loaded(page: Page, url: str, **options: Any) -> Response | None:
        page.wait_for_load_state()
        return goto(page, url, **options)

    return goto_once_loaded


def _in_place_of_the_old(fill: Callable[..., None]) -> Callable[..., None]:
    def fill_anew(field: Locator, value: str, **options: Any) -> None:
        if value and field.get_attribute("type") in APPENDED_TO:
            fill(field, "", **options)
        fill(field, value, **options)

    return fill_anew


def _preferences(options: dict[str, Any]) -> dict[str, int]:
    """Take out of the options what has to be a preference, and return that."""
    told = {each: prefs for each, prefs in PREFERENCES.items() if options.get(each[0]) == each[1]}
    for name, _value in told:
        del options[name]
    return {name: value for prefs in told.values() for name, value in prefs.items()}


def _keep_scripts_back(context: BrowserContext) -> None:
    """Let no script through, which the policy allows in files alone, and tell styles that there is none."""
    context.route("**/*.js", lambda route: route.abort())
    context.route("**/*.css", _fulfil_without_scripting)


def _fulfil_without_scripting(route: Route) -> None:
    route.fulfill(body=_styles_without_scripting(route.request.url), content_type="text/css")


@cache
def _styles_without_scripting(address: str) -> str:
    return SCRIPTING.sub("not all", fetch(address))
