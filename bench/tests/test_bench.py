"""A tiny bench through all of it: every contestant runs, is counted, and stands in the report."""

import json
import os
import sys
from pathlib import Path

import pytest

from bench.contestants import ALTERNATIVES, BARE, CLAIMS, ONE, PURCHASE, SHIPPED
from bench.floors import SCRIPTS
from deploy.local.processes import run_quietly

pytestmark = pytest.mark.postgres  # it brings servers of its own: once is enough

TINY = ["--rounds", "1", "--seconds", "0.2", "--callers", "2", "--clients", "2"]


def test_a_tiny_run_counts_every_contestant_and_writes_its_ratios(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench", *TINY]
    code, written = run_quietly(command, env=os.environ | {"FASTSHOP_DATA_DIR": str(tmp_path)})
    assert code == 0, written
    report = json.loads(next(tmp_path.glob("reports/*/report.json")).read_text())
    assert {lap["name"] for lap in report["laps"]} >= names()
    assert all(lap["granted"] > 0 and lap["per_second"] > 0 for lap in report["laps"])
    compared = {ratio["what"]: ratio["median"] for ratio in report["ratios"]}
    assert compared[f"reserve, {SHIPPED} / five statements"] > 0
    assert compared[f"server CPU, {PURCHASE} / {BARE}"] > 1
    assert report["postgres"]["fsync"] == "on"


def names() -> set[str]:
    claims = {f"{name}, {shape}" for name in {**CLAIMS, **ALTERNATIVES} for shape in (ONE, SHIPPED)}
    return {*SCRIPTS, *claims, BARE, PURCHASE}
