"""How browsers are started: Playwright's own where it is installed, else the system's."""

import os
from typing import Any

from playwright.sync_api import Browser, BrowserType

from deploy.local.browsers import CHROMIUM, FIREFOX, ensure

# The suggestions of the address bar are a page that every window would load, at most of a test's cost.
# Chromium heeds only the last such flag, so that Playwright's own wishes stand here again.
UNWANTED = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
    *("HttpsUpgrades", "MediaRouter", "OptimizationHints", "PaintHolding", "Translate"),
)
QUIET = (
    "no-first-run",
    "disable-background-networking",
    "disable-component-update",
    "disable-sync",
    "disable-quic",
    f"disable-features={','.join(UNWANTED)}",
)


def launch_options(browser_type: BrowserType) -> dict[str, Any]:
    """Return the arguments for Chromium's `launch`; as root without a sandbox. Raises Refusal without one."""
    flags = [f"--{flag}" for flag in QUIET] + ["--no-sandbox"] * (os.geteuid() == 0)
    chosen = str(ensure(CHROMIUM))
    where = {} if chosen == browser_type.executable_path else {"executable_path": chosen}
    return {"args": flags, **where}


def launch_firefox(browser_type: BrowserType) -> Browser:
    """Start Firefox; one that is not Playwright's own over WebDriver BiDi. Raises Refusal without a Firefox.

    Over BiDi there is neither touch nor a context without JavaScript.
    """
    chosen = str(ensure(FIREFOX))
    if chosen == browser_type.executable_path:
        return browser_type.launch()
    return browser_type.launch(channel="moz-firefox", executable_path=chosen)
