"""Where things are on this machine."""

import os
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def data_dir() -> Path:
    """Return the folder that holds the shop's state: FASTSHOP_DATA_DIR, else var/ beside dev.py."""
    return Path(os.environ.get("FASTSHOP_DATA_DIR") or ROOT / "var").absolute()


def installed(package_path: str) -> Path | None:
    """Return the file or folder inside an installed package, seen from within the venv or from without."""
    own = f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
    for folder in (VENV / own, sysconfig.get_path("purelib")):
        if found := sorted(Path(folder).glob(package_path)):
            return found[0]
    return None
