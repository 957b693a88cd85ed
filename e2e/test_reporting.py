"""What a failed test leaves behind, seen in a run of its own."""

import os
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from deploy.local.paths import ROOT
from deploy.local.processes import run_quietly
from e2e.reporting import REPORT

CONFTEST = """
from pathlib import Path
from types import SimpleNamespace
import pytest
from e2e.launching import launch_options
from e2e.reporting import keep_what_fails

def pytest_configure(config):
    keep_what_fails(config)

@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type):
    return launch_options(browser_type)

@pytest.fixture(scope="session")
def shop(tmp_path_factory):
    return SimpleNamespace(log=tmp_path_factory.mktemp("shop") / "server.log")
"""
TESTS = """
def say(shop, words):
    with shop.log.open("a") as log:
        log.write(words)

def test_first(page, shop):
    say(shop, "said in the first")

def test_second(page, shop):
    page.set_content("<h1>Out of stock</h1>")
    say(shop, "said in the <second>")
    assert {holds}

def test_third(page, shop):
    say(shop, "said in the third")
"""


def run(folder: Path, *, holds: bool) -> tuple[int, str]:
    """Run three tests, the second of which fails unless it `holds`."""
    (folder / "pytest.ini").write_text("[pytest]\n")
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "test_three.py").write_text(TESTS.format(holds=holds))
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    output = f"--output={folder / 'kept'}"
    return run_quietly(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:cacheprovider",
            "--tracing=retain-on-failure",
            output,
            folder,
        ],
        env=env | {"PYTHONPATH": str(ROOT)},
        folder=folder,
    )


def test_a_failed_test_leaves_one_report_with_its_picture_its_trace_and_the_shops_words(
    page: Page, tmp_path: Path
) -> None:
    code, said = run(tmp_path, holds=False)
    assert code == pytest.ExitCode.TESTS_FAILED, said
    report = tmp_path / "kept" / REPORT
    assert report.as_uri() in said

    page.goto(report.as_uri())
    expect(page.get_by_role("heading", level=1, name="1 failed")).to_be_visible()
    expect(page.get_by_role("heading", level=2, name="test_three.py::test_second")).to_be_visible()
    assert page.get_by_role("img").evaluate("image => image.naturalWidth") > 0
    page.get_by_text("What the shop wrote").click()
    expect(page.get_by_text("said in the", exact=False).last).to_have_text("said in the <second>")
    trace = page.get_by_role("link", name="Trace").get_attribute("href") or ""
    assert (report.parent / trace).stat().st_size > 0


def test_where_nothing_failed_nothing_is_left(tmp_path: Path) -> None:
    code, said = run(tmp_path, holds=True)
    assert code == pytest.ExitCode.OK, said
    assert not (tmp_path / "kept").exists()
