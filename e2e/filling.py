"""Shops of one run are filled alike: the first is, and the others begin as its copy."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

from deploy.local.readying import alone_in
from deploy.local.solo import Solo
from deploy.local.testing import FIRST_SHOP


def fill(shop: Solo) -> None:
    """Migrate, and load the demo catalogue; of a run's shops only the first has to. Raises Refusal."""
    if not (place := os.environ.get(FIRST_SHOP)):
        shop.prepare_data()
        return
    with alone_in(Path(place)) as kept:
        first = replace(shop, data=kept / "data")
        if not first.data.exists():
            first.prepare_data()
        shutil.copytree(first.data, shop.data, dirs_exist_ok=True)
