"""Chromium for the end-to-end tests: Playwright's own, else the system's, else installed now."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from deploy.local.console import Refusal, say
from deploy.local.paths import PYTHON
from deploy.local.processes import Command, run_quietly

_SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
_ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as playwright:\n"
    "    print(playwright.chromium.executable_path)"
)


def ensure_chromium() -> Path:
    """Return a Chromium that starts, installing one when there is none. Raises Refusal when that fails."""
    found = find_chromium()
    for attempt in (_from_playwright, _from_apt):
        if found is None:
            attempt()
            found = find_chromium()
    if found is None:
        raise Refusal(
            "There is no Chromium here and none could be fetched: install one (`apt install chromium`, "
            "or `.venv/bin/playwright install --with-deps chromium`) and start again."
        )
    return found


def find_chromium() -> Path | None:
    """Return a Chromium that starts: FASTSHOP_CHROMIUM, Playwright's own, or the system's."""
    return next((Path(path) for path in _candidates() if path and _starts(path)), None)


def _candidates() -> Iterator[str | None]:
    yield os.environ.get("FASTSHOP_CHROMIUM")
    yield _playwrights_own()
    yield from (shutil.which(name) for name in _SYSTEM_NAMES)
    yield str(_MAC)


def _playwrights_own() -> str:
    if not PYTHON.exists():
        return ""
    code, written = run_quietly([PYTHON, "-c", _ASK_PLAYWRIGHT])
    return written.strip() if code == 0 else ""


def _starts(path: str) -> bool:
    try:
        return subprocess.run([path, "--version"], capture_output=True).returncode == 0
    except OSError:
        return False


def _from_playwright() -> None:
    say("Fetching Chromium …")
    run_quietly([PYTHON, "-m", "playwright", "install", "chromium"])


def _from_apt() -> None:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    say("Installing Chromium with apt …")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    commands: list[Command] = [
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", "chromium"],
    ]
    for command in commands:
        run_quietly(command, env=quiet)
