"""Two small sales, each with a web worker, a Celery process and PostgreSQL killed in its middle."""

import json
import os
import sys
from pathlib import Path

from deploy.local.processes import run_quietly
from loadtest.strikes import VICTIMS, strikes

SEEDS = (3, 4)  # between them they kill everything that can be killed


def test_sales_in_the_middle_of_which_everything_is_killed_are_fair(tmp_path: Path) -> None:
    options = ["--seed", str(SEEDS[0]), "--seeds", str(len(SEEDS)), "--units", "30", "--buyers", "60"]
    command = [sys.executable, "-m", "loadtest.chaos", *options]
    code, written = run_quietly(command, env=os.environ | {"FASTSHOP_DATA_DIR": str(tmp_path)})
    assert code == 0, written
    report = json.loads(next(tmp_path.glob("reports/*/chaos.json")).read_text())
    sales = report["sales"]
    assert [sale["seed"] for sale in sales] == list(SEEDS)
    killed = {blow["victim"] for sale in sales for blow in sale["blows"]}
    assert killed == {victim for kind in VICTIMS for victim in kind}
    assert all(sale["orders"] and sale["refusals"] and sale["struck"] for sale in sales)
    assert report["afterwards"] == []


def test_the_same_seed_kills_the_same_at_the_same_moments_and_another_does_not() -> None:
    assert strikes(7, 100) == strikes(7, 100)
    assert strikes(7, 100) != strikes(8, 100)


def test_every_seed_kills_one_of_each_kind_before_the_sale_is_over() -> None:
    for seed in range(100):
        fallen = strikes(seed, 30)
        assert all(any(strike.victim in kind for strike in fallen) for kind in VICTIMS)
        moments = [strike.steps for strike in fallen]
        assert moments == sorted(set(moments))
        assert moments[-1] < 2 * 30
