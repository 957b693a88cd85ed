"""Checking and keeping the pictures that an import file names."""

import hashlib
import warnings
import xml.etree.ElementTree as ET
from pathlib import Path

from django.utils.text import slugify
from django.utils.translation import gettext as _
from PIL import Image

from shop.storefront.importing.rows import ImageFile, Refused, Row

FORMATS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif", "AVIF": ".avif"}
LARGEST_FILE = 20 * 1024 * 1024
ORIENTATION = 0x0112
SIDEWAYS = 5  # from this EXIF orientation on, browsers show width as height


class ImageFolder:
    """The one folder that an import takes pictures from.

    `trusted` lets SVG in: it can carry script, so only drawings of our own are taken.
    """

    def __init__(self, folder: Path, *, trusted: bool = False) -> None:
        self._folder = folder.resolve()
        self._trusted = trusted

    def check(self, row: Row) -> list[ImageFile] | None:
        """Return the row's pictures, or None when the file has no image column. Raises Refused."""
        cells = row.record.cells
        if "image" not in cells:
            return None
        names = [name.strip() for name in cells["image"].split("|") if name.strip()]
        alts = [alt.strip() for alt in cells.get("alt", "").split("|")] + [""] * len(names)
        fallback = _title(row)
        return [
            self._file(row.sku, name, (alt or fallback)[:200]) for name, alt in zip(names, alts, strict=False)
        ]

    def _file(self, sku: str, name: str, alt: str) -> ImageFile:
        path = (self._folder / name).resolve()
        if not path.is_relative_to(self._folder):
            raise Refused(_("The image “%s” is outside the image folder.") % name)
        if not path.is_file():
            raise Refused(_("The image “%s” is not there.") % name)
        if path.stat().st_size > LARGEST_FILE:
            raise Refused(_("The image “%s” is larger than 20 MB.") % name)
        suffix, width, height = self._measure(path, name)
        return ImageFile(path, stem_of(sku) + _digest(path) + suffix, width, height, alt)

    def _measure(self, path: Path, name: str) -> tuple[str, int, int]:
        try:
            if self._trusted and path.suffix == ".svg":
                return ".svg", *_drawing_size(path)
            return _raster_size(path)
        except Exception as error:  # Pillow raises whatever a broken file makes it stumble over
            raise Refused(_("“%s” is no image that the shop can show.") % name) from error


def stem_of(sku: str) -> str:
    """Return how the names of all pictures that came with this sku begin."""
    return f"products/{slugify(sku)[:40]}-{hashlib.blake2s(sku.encode(), digest_size=3).hexdigest()}-"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]


def _title(row: Row) -> str:
    """Return words for a picture without any; none for a later variant, whose row names no product."""
    if "title" not in row.product:
        return ""
    return ", ".join([row.product["title"], *row.variant.get("options", {}).values()])


def _raster_size(path: Path) -> tuple[str, int, int]:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(path, formats=list(FORMATS)) as image:
            image.verify()  # after which nothing more can be read from it
        with Image.open(path, formats=list(FORMATS)) as image:
            suffix, (width, height) = FORMATS[image.format or ""], image.size
            sideways = image.getexif().get(ORIENTATION, 1) >= SIDEWAYS
    return (suffix, height, width) if sideways else (suffix, width, height)


def _drawing_size(path: Path) -> tuple[int, int]:
    root = ET.parse(path).getroot()  # noqa: S314  only reached for drawings of our own
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise ValueError(root.tag)
    if "width" in root.attrib and "height" in root.attrib:
        return int(root.attrib["width"]), int(root.attrib["height"])
    _left, _top, width, height = (round(float(number)) for number in root.attrib["viewBox"].split())
    return width, height
