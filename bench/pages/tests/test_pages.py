"""The bench of pages: its goods are always the same, and a tiny run measures every page."""

import csv
import json
import os
import sys
from pathlib import Path

import pytest

from bench.pages import goods, throughput
from deploy.local.processes import run_quietly

pytestmark = pytest.mark.once


def names(file: Path) -> list[str]:
    with file.open() as opened:
        return [row["name"] for row in csv.DictReader(opened)]


def test_made_up_goods_are_the_same_each_time_and_no_two_alike(tmp_path: Path) -> None:
    once, again = (goods.write(tmp_path / name, 300, None) for name in ("once.csv", "again.csv"))
    assert once.read_text() == again.read_text()
    assert len(set(names(once))) == 300


def test_a_given_file_is_repeated_with_other_skus_and_names(tmp_path: Path) -> None:
    given = tmp_path / "given.csv"
    given.write_text("sku,name,price\nA,Blue bowl,3\nB,Red cup,4\n")
    with goods.write(tmp_path / "more.csv", 6, given).open() as opened:
        rows = list(csv.DictReader(opened))
    assert len({row["sku"] for row in rows}) == 6
    assert {row["name"].split()[0] for row in rows} == {"Blue", "Red"}


def test_a_tiny_run_measures_every_page_at_size_and_against_a_bare_view(tmp_path: Path) -> None:
    tiny = ["--sizes", "60", "--times", "1", "--rounds", "1", "--seconds", "0.3", "--clients", "2"]
    command = [sys.executable, "-m", "bench", "--only", "pages", *tiny]
    code, written = run_quietly(command, env=os.environ | {"FASTSHOP_DATA_DIR": str(tmp_path)})
    assert code == 0, written
    report = json.loads(next(tmp_path.glob("reports/pages-*/report.json")).read_text())
    pages = report["pages"]
    assert set(pages) == {"60"}
    assert all(figures["warm"] > 0 and figures["queries"] > 0 for figures in pages["60"].values())
    assert all(one["megabytes"] > 10 for one in report["imports"]["60"])
    assert "Execution Time" in next(tmp_path.glob("reports/pages-*/plans.txt")).read_text()
    assert "PostgreSQL, asked" in next(tmp_path.glob("reports/pages-*/profile.txt")).read_text()
    ratios = {ratio["what"]: ratio["median"] for ratio in report["ratios"]}
    bare = throughput.BARE.format(throughput.PRODUCT)
    assert 0 < ratios[f"{throughput.PRODUCT} / {bare}"] < 1
