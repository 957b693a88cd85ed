"""The looks that are right, kept beside this file, and what differs from them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from deploy.local.paths import ROOT
from e2e.appearance.comparing import changed, differences
from e2e.appearance.looks import CELL, Look
from e2e.appearance.subjects import everything
from e2e.screenshots import demo_shop

KEPT = Path(__file__).with_name("baselines")
REPORTS = ROOT / "var" / "reports" / "visual"


def renew(browser: Browser) -> str:
    """Take today's looks for what is right, and return what was kept."""
    shutil.rmtree(KEPT, ignore_errors=True)
    KEPT.mkdir()
    with demo_shop() as shop:
        for name, look in everything(browser, shop):
            look.write(KEPT, name)
    sizes = [file.stat().st_size for file in KEPT.iterdir()]
    return f"{len(sizes)} files in {KEPT.relative_to(ROOT)}, {sum(sizes) // 1024} kB"


def complaints(browser: Browser) -> list[str]:
    """Return a line for each subject that is new, gone, or looks otherwise, with its picture in REPORTS."""
    shutil.rmtree(REPORTS, ignore_errors=True)
    REPORTS.mkdir(parents=True)
    with demo_shop() as shop:
        found = dict(everything(browser, shop))
    known = {file.stem for file in KEPT.glob("*.json")}
    return [
        *(f"{name}: nobody has looked at it yet" for name in sorted(found.keys() - known)),
        *(f"{name}: is gone" for name in sorted(known - found.keys())),
        *(line for name in sorted(known & found.keys()) for line in _compared(name, found[name])),
    ]


def _compared(name: str, now: Look) -> Iterator[str]:
    was = Look.read(KEPT, name)
    if found := differences(was, now):
        picture = REPORTS / f"{name}.png"
        _beside(was.picture, now.picture, changed(was, now)).save(picture)
        yield f"{name}: " + "; ".join(found) + f" ({picture.relative_to(ROOT)})"


def _beside(*pictures: Image.Image) -> Image.Image:
    """Return pictures beside each other, as large as what they are of: before, after, what differs."""
    size = sum(one.width for one in pictures), max(one.height for one in pictures)
    sheet, left = Image.new("RGB", size), 0
    for picture in pictures:
        sheet.paste(picture, (left, 0))
        left += picture.width
    return sheet.resize((sheet.width * CELL // 2, sheet.height * CELL // 2), Image.Resampling.NEAREST)
