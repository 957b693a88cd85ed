"""How much a browser has to fetch before it shows a page, in bytes as gzip sends them."""

import gzip

import pytest

from deploy.local.assets import BUILT

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "files, budget",
    [
        (["fastshop.css"], 14_000),
        (["fastshop.js"], 20_000),
        (["fastshop.js", "rating.js"], 45_000),
    ],
)
def test_style_sheet_and_scripts_keep_to_their_budgets(files: list[str], budget: int) -> None:
    assert sum(len(gzip.compress((BUILT / name).read_bytes(), 9)) for name in files) <= budget
