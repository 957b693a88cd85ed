"""How much a browser has to fetch before it shows a page, in bytes as gzip sends them."""

import gzip

import pytest

from deploy.local.assets import BUILT, THEMES

pytestmark = pytest.mark.once

STYLES = [([f"{theme.name}.css"], 14_000) for theme in THEMES.iterdir()]
SCRIPTS = [(["fastshop.js"], 20_000), (["fastshop.js", "rating.js"], 45_000)]


@pytest.mark.parametrize("files, budget", STYLES + SCRIPTS)
def test_style_sheets_and_scripts_keep_to_their_budgets(files: list[str], budget: int) -> None:
    assert sum(len(gzip.compress((BUILT / name).read_bytes(), 9)) for name in files) <= budget
