"""The same trial in a shop without belts: does it report an oversell where there must be one?

Standard library only, since dev.py reads it too.
"""

import os
import signal
from collections.abc import Sequence
from pathlib import Path

from deploy.local.console import Refusal
from deploy.local.mutation import chosen, copy_of_the_tree
from deploy.local.paths import PYTHON
from deploy.local.processes import attend, start

# Defects of deploy/local/defects.toml, by name: everything that stands between two callers and one unit.
BELTS = ("row locks off", "guard of the counter off", "CHECK of the counter off")


def trial_without_guards(flags: Sequence[str]) -> int:
    """Hold the trial in a copy of the tree with all belts off; return its exit code. Raises Refusal."""
    with copy_of_the_tree() as folder:
        take_off(folder)
        command = [PYTHON, "-m", "bench.stress.trial", *flags]
        env = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
        return attend(start(command, env=env, folder=folder, own_group=False), signal.SIGINT)


def take_off(folder: Path) -> None:
    """Plant these defects in a tree, all together. Raises Refusal when one does not apply any more."""
    for defect in chosen(BELTS):
        file = folder / defect.file
        planted = defect.planted(file.read_text())
        if planted is None:
            raise Refusal(f"The defect “{defect.name}” does not apply any more: bring it up to date.")
        file.write_text(planted)
