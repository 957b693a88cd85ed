import shutil
from pathlib import Path

import pytest

from bench.stress.belts import BELTS, take_off
from deploy.local.console import Refusal
from deploy.local.mutation import chosen
from deploy.local.paths import ROOT


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for file in {defect.file for defect in chosen(BELTS)}:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, tmp_path / file)
    return tmp_path


def test_all_belts_come_off_together(tree: Path) -> None:
    take_off(tree)
    assert len(chosen(BELTS)) == len(BELTS)
    for defect in chosen(BELTS):
        assert defect.text not in (tree / defect.file).read_text()


def test_a_belt_that_is_not_where_it_was_is_named(tree: Path) -> None:
    (tree / "shop/inventory/counter.py").write_text("")
    with pytest.raises(Refusal, match="guard of the counter off"):
        take_off(tree)
