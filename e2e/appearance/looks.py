"""What something looks like, as coarsely as it is compared."""

from __future__ import annotations

import json
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page

CELL = 8  # pixels; letters that are drawn a little differently leave its colour as it is
# What shows the time.
FLEETING = ".hold, time, [data-clock]"
STILL = f"{FLEETING} {{ visibility: hidden !important }} * {{ caret-color: transparent !important }}"
READY = """async () => {
  document.activeElement.blur();
  for (const image of document.images) image.loading = "eager";
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  await document.fonts.ready;
}"""
PLACES = """(root, fleeting) => [...root.querySelectorAll("*")].flatMap((element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  const shown = element.checkVisibility({ visibilityProperty: true }) && width > 1 && height > 1;
  if (!shown || element.closest(fleeting) || element.parentElement.closest("svg")) return [];
  const name = element.tagName.toLowerCase() + (element.id ? `#${element.id}` : "");
  return [[name, ...[x + scrollX, y + scrollY, width, height].map(Math.round)]];
})"""


@dataclass(frozen=True)
class Look:
    """A picture of one pixel for each cell, and each element's name, place and size."""

    picture: Image.Image
    places: list[list[str | int]]

    @classmethod
    def at(cls, page: Page, shown: Locator) -> Look:
        """Return how a part of the open page looks once it has come to rest."""
        page.evaluate(READY)
        page.add_style_tag(content=STILL)
        shot = Image.open(BytesIO(shown.screenshot(animations="disabled"))).convert("RGB")
        return cls(shot.reduce(CELL), shown.evaluate(PLACES, FLEETING))

    @classmethod
    def read(cls, folder: Path, name: str) -> Look:
        """Return what was written."""
        with Image.open(folder / f"{name}.webp") as picture:
            return cls(picture.convert("RGB"), json.loads((folder / f"{name}.json").read_text()))

    def write(self, folder: Path, name: str) -> None:
        """Write it where `read` finds it."""
        self.picture.save(folder / f"{name}.webp", lossless=True, method=6)
        lines = ",\n".join(json.dumps(place) for place in self.places)
        (folder / f"{name}.json").write_text(f"[\n{lines}\n]\n")
