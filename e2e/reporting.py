"""What a failed journey leaves behind: trace, screenshot, video, what the shop wrote meanwhile, one report.

The report stands beside what it links to: it opens without a server, here or unpacked from an archive.
"""

import base64
import os
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import pytest

REPORT = "report.html"
SAID_AT_ONCE = 60  # lines of the log in the terminal
# A video takes a program of Playwright's own, which comes with its browsers and not with the system's.
FILMED = {"width": 640, "height": 400}
_CACHES = (".cache/ms-playwright", "Library/Caches/ms-playwright")
_PAGE = """<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>{title}</title>
<style>
:root {{ color-scheme: light dark; font: 1rem/1.5 system-ui; }}
body {{ margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }}
article {{ border-top: 1px solid; margin-top: 2rem; }}
img, video {{ border: 1px solid; max-height: 30rem; max-width: 100%; }}
pre {{ max-height: 30rem; overflow: auto; white-space: pre-wrap; }}
</style>
<h1>{title}</h1>
{failures}
</html>
"""


@dataclass(frozen=True)
class Failure:
    """A test that failed, while it was set up, run or taken down, and what the shop wrote during it."""

    test: str
    when: str
    words: str
    log: str
    folder: Path

    def shown(self, home: Path) -> str:
        """Return its part of a report that stands in `home`."""
        kept = sorted(self.folder.iterdir()) if self.folder.is_dir() else []
        return "\n".join(
            [
                f"<article><h2>{escape(self.test)}</h2>",
                f"<pre>{escape(self.words)}</pre>",
                *(_artifact(file, home) for file in kept),
                f"<details><summary>What the shop wrote</summary><pre>{escape(self.log)}</pre></details>",
                "</article>",
            ]
        )


class Reporting:
    """Watches a run, and writes the report of what failed in it."""

    def __init__(self, config: pytest.Config) -> None:
        self.home = Path(config.getoption("--output")).absolute()
        self.failures: list[Failure] = []
        self._read: dict[Path, int] = {}  # how far each log was written when the last test ended

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Keep what the shop wrote during a test that fails."""
        report = yield
        logs = set(_logs(item))
        self._read = dict.fromkeys(logs, 0) | self._read
        if report.failed:
            written = "\n".join(self._since_the_last_test(file) for file in logs)
            report.sections.append(("the shop's log", "\n".join(written.splitlines()[-SAID_AT_ONCE:])))
            folder = Path(getattr(item, "funcargs", {}).get("output_path", self.home / "nothing"))
            self.failures.append(Failure(item.nodeid, report.when, report.longreprtext, written, folder))
        return report

    def pytest_runtest_logfinish(self) -> None:
        """What is written from here on is the next test's."""
        self._read = {file: file.stat().st_size for file in self._read if file.exists()}

    def pytest_sessionfinish(self) -> None:
        """Write the report; by now every artifact is in its folder."""
        if not self.failures:
            return
        self.home.mkdir(parents=True, exist_ok=True)
        shown = "\n".join(failure.shown(self.home) for failure in self.failures)
        title = f"{len({failure.test for failure in self.failures})} failed"
        (self.home / REPORT).write_text(_PAGE.format(title=title, failures=shown))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say where the report is."""
        if self.failures:
            terminalreporter.write_line(
                f"What failed, with pictures and logs: {(self.home / REPORT).as_uri()}"
            )

    def _since_the_last_test(self, file: Path) -> str:
        if not file.exists():
            return ""
        with file.open("rb") as log:
            log.seek(self._read.get(file, 0))
            return log.read().decode(errors="replace")


def keep_what_fails(config: pytest.Config) -> None:
    """Have Playwright keep what a failed test showed, unless the command line says otherwise; and report it.

    `dev.py e2e` asks for its trace as well.
    """
    # Taken of every page as it closes; in Firefox by a style of Playwright's, which our policy blocks aloud.
    if "firefox" not in (config.option.browser or []):
        config.option.screenshot = config.option.screenshot.replace("off", "only-on-failure")
    if _films(config):
        config.option.video = config.option.video.replace("off", "retain-on-failure")
    config.pluginmanager.register(Reporting(config), "fastshop-reporting")


def _films(config: pytest.Config) -> bool:
    """Return whether there is what makes videos; a Firefox that is not Playwright's own takes none."""
    caches = [Path.home() / cache for cache in _CACHES] + [
        Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "/dev"))
    ]
    return "firefox" not in (config.option.browser or []) and any(
        next(cache.glob("ffmpeg-*"), None) for cache in caches
    )


def _logs(item: pytest.Item) -> Iterator[Path]:
    used: dict[str, Any] = getattr(item, "funcargs", {})
    return (fixture.log for fixture in used.values() if isinstance(getattr(fixture, "log", None), Path))


def _artifact(file: Path, home: Path) -> str:
    where = escape(file.relative_to(home).as_posix())
    match file.suffix:
        case ".png":
            picture = base64.b64encode(file.read_bytes()).decode()
            return f'<p><img alt="{escape(file.name)}" src="data:image/png;base64,{picture}"></p>'
        case ".webm":
            return f'<p><video controls src="{where}"></video></p>'
        case ".zip":
            return f'<p><a href="{where}">Trace</a>: <code>playwright show-trace {where}</code></p>'
    return f'<p><a href="{where}">{escape(file.name)}</a></p>'
