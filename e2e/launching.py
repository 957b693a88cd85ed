"""How Chromium is started: Playwright's own where it is installed, else the system's."""

import os
from typing import Any

from playwright.sync_api import BrowserType

from deploy.local.browsers import ensure_chromium

QUIET = (
    "no-first-run",
    "disable-background-networking",
    "disable-component-update",
    "disable-sync",
    "disable-quic",
)


def launch_options(browser_type: BrowserType) -> dict[str, Any]:
    """Return the arguments for `launch`; as root there is no sandbox. Raises Refusal without a Chromium."""
    flags = [f"--{flag}" for flag in QUIET] + ["--no-sandbox"] * (os.geteuid() == 0)
    chosen = str(ensure_chromium())
    where = {} if chosen == browser_type.executable_path else {"executable_path": chosen}
    return {"args": flags, **where}
