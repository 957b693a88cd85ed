"""A Chromium that knows the way to one shop, and to nowhere else."""

from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserType

from e2e.crawling.addresses import Home
from e2e.launching import launch_options


def launched(browser_type: BrowserType, home: Home) -> Browser:
    """Start it. Where an answer of the shop sends a browser on to, no page's own rules are asked."""
    options = launch_options(browser_type)
    only = f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {urlsplit(home.url).hostname}"
    return browser_type.launch(**options | {"args": [*options["args"], "--no-proxy-server", only]})
