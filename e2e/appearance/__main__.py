"""Say what looks otherwise than it did; with --update, take today's looks for what is right.

`python3 dev.py visual`, or `python -m e2e.appearance` where the packages are.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from deploy.local.console import say
from deploy.local.program import program
from e2e.appearance.baselines import complaints, renew
from e2e.appearance.plan import options
from e2e.launching import launch_options


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options(playwright.chromium, windows=True))
        yield browser
        browser.close()


def main(arguments: list[str]) -> int:
    """Compare or renew, and return the exit code."""
    return program(
        "visual", __doc__, options, lambda chosen: _renew() if chosen.update else _compare(), arguments
    )


def _renew() -> int:
    with chromium() as browser:
        say(renew(browser))
    return 0


def _compare() -> int:
    with chromium() as browser:
        found = complaints(browser)
    say("\n".join(found) or "Everything looks as it did.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
