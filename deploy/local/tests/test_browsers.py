"""Which browser is taken where there are several."""

from pathlib import Path

import pytest

from deploy.local import browsers
from deploy.local.browsers import CHROMIUM, WINDOWLESS, find


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without browsers: what is put into the folder is all there is."""
    monkeypatch.delenv(CHROMIUM.variable, raising=False)
    monkeypatch.setattr(browsers, "_playwrights_own", lambda _engine: "")
    monkeypatch.setattr(browsers.shutil, "which", lambda name: str(tmp_path / name))
    return tmp_path


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)


def test_the_one_without_windows_is_taken_unless_one_with_them_is_asked_for(here: Path) -> None:
    put(here, WINDOWLESS, "chromium")
    assert find(CHROMIUM) == here / WINDOWLESS
    assert find(CHROMIUM, windows=True) == here / "chromium"


def test_one_with_windows_does_where_there_is_no_other(here: Path) -> None:
    put(here, "google-chrome")
    assert find(CHROMIUM) == find(CHROMIUM, windows=True) == here / "google-chrome"


def test_the_environment_names_one_that_comes_first(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(here, WINDOWLESS, "mine", "chromium")
    monkeypatch.setenv(CHROMIUM.variable, str(here / "mine"))
    assert find(CHROMIUM) == find(CHROMIUM, windows=True) == here / "mine"
    monkeypatch.setenv(CHROMIUM.variable, str(here / WINDOWLESS))
    assert find(CHROMIUM, windows=True) == here / "chromium"


def test_what_does_not_start_is_none(here: Path) -> None:
    put(here, "chromium")
    (here / "chromium").write_text("#!/bin/sh\nexit 1\n")
    assert find(CHROMIUM) is None
