"""Browsers for the end-to-end tests: Playwright's own, else the system's, else installed now."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deploy.local.console import Refusal, say
from deploy.local.paths import PYTHON
from deploy.local.processes import run_quietly


@dataclass(frozen=True)
class Engine:
    """A browser as Playwright and Debian's packages call it, and where else it may be.

    Of `packages` the first that can be had is enough.
    """

    name: str
    packages: tuple[str, ...]
    commands: tuple[str, ...]

    @property
    def variable(self) -> str:
        """The environment variable that names the program to start."""
        return f"FASTSHOP_{self.name.upper()}"


# A sixth less of the processor, but it keeps no pages for Back.
WINDOWLESS = "chromium-headless-shell"
CHROMIUM = Engine(
    "chromium",
    (f"{WINDOWLESS} chromium", "chromium"),
    (
        *(WINDOWLESS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ),
)
FIREFOX = Engine(
    "firefox",
    ("firefox-esr",),
    ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"),
)
WEBKIT = Engine("webkit", ("webkit2gtk-driver xvfb",), ())
MINIBROWSER = "MiniBrowser"
BY_NAME = {engine.name: engine for engine in (CHROMIUM, FIREFOX, WEBKIT)}


def ensure(engine: Engine, *, windows: bool = False) -> Path:
    """Return a browser that starts, installing one when there is none. Raises Refusal when that fails.

    With `windows` one that could show its own, and does all else that a shopper's does.
    """
    found = find(engine, windows=windows)
    for attempt in (_from_playwright, _from_apt):
        if found is None:
            attempt(engine)
            found = find(engine, windows=windows)
    if found is None:
        raise Refusal(
            f"There is no {engine.name.title()} here and none could be fetched: install one "
            f"(`apt install {engine.packages[-1]}`, "
            f"or `.venv/bin/playwright install --with-deps {engine.name}`) and start again."
        )
    return found


def find(engine: Engine, *, windows: bool = False) -> Path | None:
    """Return a browser that starts: FASTSHOP_CHROMIUM or FASTSHOP_FIREFOX, Playwright's own, the system's."""
    if engine is WEBKIT:
        return _find_webkit()
    found = (Path(path) for path in _candidates(engine) if path)
    return next((path for path in found if not (windows and path.name == WINDOWLESS) and _starts(path)), None)


def _candidates(engine: Engine) -> Iterator[str | None]:
    yield os.environ.get(engine.variable)
    yield _playwrights_own(engine)
    yield from (shutil.which(command) for command in engine.commands)


def _find_webkit() -> Path | None:
    """Return Playwright's, else GTK's MiniBrowser with its driver; neither says its version."""
    own = Path(_playwrights_own(WEBKIT))
    if own.is_file():
        return own
    driven = shutil.which("WebKitWebDriver") and shutil.which("Xvfb")
    return next(Path("/usr/lib").glob(f"*/webkit2gtk-*/{MINIBROWSER}"), None) if driven else None


def _playwrights_own(engine: Engine) -> str:
    if not PYTHON.exists():
        return ""
    ask = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as playwright:\n"
        f"    print(playwright.{engine.name}.executable_path)"
    )
    code, written = run_quietly([PYTHON, "-c", ask])
    return written.strip() if code == 0 else ""


def _starts(path: Path) -> bool:
    try:
        return subprocess.run([path, "--version"], capture_output=True).returncode == 0
    except OSError:
        return False


def _from_playwright(engine: Engine) -> None:
    say(f"Fetching {engine.name.title()} …")
    run_quietly([PYTHON, "-m", "playwright", "install", engine.name])


def _from_apt(engine: Engine) -> None:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    say(f"Installing {engine.name.title()} with apt …")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    run_quietly(["apt-get", "update"], env=quiet)
    for packages in engine.packages:
        command = ["apt-get", "install", "-y", "--no-install-recommends", *packages.split()]
        if run_quietly(command, env=quiet)[0] == 0:
            return
