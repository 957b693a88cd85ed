"""A small sale through all of it: the full shape, Locust, the judgement, the report."""

import json
import os
import sys
from pathlib import Path

from deploy.local.processes import run_quietly


def test_ten_buyers_of_five_units_get_five_orders_and_five_refusals(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "loadtest.sale", "--units", "5", "--buyers", "10", "--shelf", "2"]
    code, written = run_quietly(command, env=os.environ | {"FASTSHOP_DATA_DIR": str(tmp_path)})
    assert code == 0, written
    report = json.loads(next(tmp_path.glob("reports/*/report.json")).read_text())
    assert (report["orders"], sum(report["refusals"].values())) == (5, 5)
    assert report["stock_at_the_end"] == {"available": 0, "held": 0, "sold": 5}
    page = next(tmp_path.glob("reports/*/report.html")).read_text()
    assert page.count("<figure>") == 4
    assert "src=" not in page
