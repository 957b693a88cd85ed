"""What a designer saves reaches the style sheet that pages load."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.local import assets
from deploy.local.processes import Child, stop, wait_until

pytestmark = pytest.mark.once

PATIENCE = 60
PACKAGES = "node_modules"


@pytest.fixture
def theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the theme, which may be spoilt; its packages are the project's."""
    theme = tmp_path / "theme"
    shutil.copytree(assets.SOURCE, theme / "static_src", ignore=shutil.ignore_patterns(PACKAGES))
    shutil.copytree(assets.THEMES, theme / "themes")
    (theme / "static_src" / PACKAGES).symlink_to(assets.SOURCE / PACKAGES)
    monkeypatch.setattr(assets, "SOURCE", theme / "static_src")
    return theme


@pytest.fixture
def watcher(theme: Path) -> Iterator[Child]:
    child = assets.watch()
    yield child
    stop(child)


def says(theme: Path, rule: str) -> Callable[[], bool]:
    """Return a check of the style sheet of the house."""
    built = theme / "static" / "dist" / "fastshop.css"
    return lambda: built.is_file() and rule in built.read_text()


@pytest.mark.parametrize("saved", ["static_src/src/stock.css", "themes/fastshop/theme.css"])
def test_a_style_that_is_saved_is_in_the_style_sheet_at_once(theme: Path, watcher: Child, saved: str) -> None:
    wait_until(says(theme, ".stock"), watcher, seconds=PATIENCE, what="The style sheet")
    with (theme / saved).open("a") as style:
        style.write(".just-saved { order: 7 }")
    wait_until(says(theme, ".just-saved"), watcher, seconds=PATIENCE, what="The rule that was saved")
