"""How browsers are started: Playwright's own where it is installed, else the system's."""

import os
from typing import Any

from playwright.sync_api import BrowserType

from deploy.local.browsers import BY_NAME, CHROMIUM, FIREFOX, ensure

# The suggestions of the address bar are a page that every window would load, at most of a test's cost.
# Chromium heeds only the last such flag, so that Playwright's own wishes stand here again.
UNWANTED = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
    *("HttpsUpgrades", "MediaRouter", "OptimizationHints", "PaintHolding", "Translate"),
)
QUIET = (
    "no-first-run",
    "disable-gpu",  # without one, a process of its own pretends to be one, which is dearer than to do without
    "disable-background-networking",
    "disable-component-update",
    "disable-sync",
    "disable-quic",
    f"disable-features={','.join(UNWANTED)}",
)
OVER_BIDI = {
    # `go_back` waits for ever for a page that comes out of the cache.
    "fission.bfcacheInParent": False,
    "browser.sessionhistory.max_total_viewers": 0,
    # As on a phone, and as in other engines without a window: the bars take no room.
    "ui.useOverlayScrollbars": 1,
}


def launch_options(browser_type: BrowserType, *, windows: bool = False) -> dict[str, Any]:
    """Return the arguments for `launch`. Raises Refusal where there is no such browser.

    With `windows` it is one that could show its own; Playwright by itself would take another of Chromium.
    """
    engine = BY_NAME[browser_type.name]
    chosen = str(ensure(engine, windows=windows))
    own = chosen == browser_type.executable_path and not windows
    options: dict[str, Any] = {} if own else {"executable_path": chosen}
    if engine is CHROMIUM:  # as root without a sandbox
        options["args"] = [f"--{flag}" for flag in QUIET] + ["--no-sandbox"] * (os.geteuid() == 0)
    if engine is FIREFOX and options:  # driven over WebDriver BiDi
        options |= {"channel": "moz-firefox", "firefox_user_prefs": OVER_BIDI}
    return options
