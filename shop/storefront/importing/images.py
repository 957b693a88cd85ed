"""Checking the pictures that an import file names, and writing them anew before they are kept."""

import hashlib
import tempfile
import xml.etree.ElementTree as ET
import zipfile
import zlib
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import Self

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.text import slugify
from django.utils.translation import gettext as _
from PIL import Image

from shop.catalogue.imaging.accepting import Unacceptable, accept
from shop.storefront.importing.image_archive import ImageArchive
from shop.storefront.importing.image_folder import ImageFolder
from shop.storefront.importing.rows import ImageFile, Refused, Row

RECIPE = b"1"  # another one makes a repeat write every picture anew


class Images:
    """The folder or zip archive that an import takes pictures from; nothing is fetched from the network.

    `trusted` lets SVG in: it can carry script, so only drawings of our own are taken. Pictures that were
    written anew wait in a folder of their own until their rows are written.
    """

    def __init__(self, place: Path, *, trusted: bool = False) -> None:
        self._open = ImageArchive(place) if place.is_file() else ImageFolder(place)
        self._trusted = trusted
        self._used = ExitStack()

    def __enter__(self) -> Self:
        self._used.enter_context(self._open)
        self._waiting = Path(self._used.enter_context(tempfile.TemporaryDirectory(prefix="pictures-")))
        return self

    def __exit__(self, *exception: object) -> None:
        self._used.close()

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
        if "://" in name:
            raise Refused(
                _("The image “%s” is an address: an import fetches nothing from the network.") % name
            )
        content = self._read(name)
        stem = stem_of(sku) + hashlib.sha256(RECIPE + content).hexdigest()[:12]
        if self._trusted and name.endswith(".svg"):
            return self._wait(f"{stem}.svg", content, *_drawing_size(content), alt)
        if known := _kept(stem, alt):
            return known
        try:
            master = accept(BytesIO(content))
        except Unacceptable as refused:
            found = {"name": name, "reason": refused}
            raise Refused(_("The image “%(name)s” cannot be used: %(reason)s") % found) from refused
        return self._wait(stem + master.suffix, master.content, master.width, master.height, alt)

    def _read(self, name: str) -> bytes:
        try:
            with self._open.open(name) as file:
                return file.read(settings.PICTURE_BYTES + 1)
        except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            raise Refused(_("The image “%s” is damaged.") % name) from error

    def _wait(self, name: str, content: bytes, width: int, height: int, alt: str) -> ImageFile:
        path = self._waiting / Path(name).name
        path.write_bytes(content)
        return ImageFile(path, name, width, height, alt)


def stem_of(sku: str) -> str:
    """Return how the names of all pictures that came with this sku begin."""
    return f"products/{slugify(sku)[:40]}-{hashlib.blake2s(sku.encode(), digest_size=3).hexdigest()}-"


def _kept(stem: str, alt: str) -> ImageFile | None:
    """Return the picture that an earlier import wrote anew."""
    for name in (f"{stem}.jpg", f"{stem}.png"):
        if default_storage.exists(name):
            path = Path(default_storage.path(name))
            with Image.open(path) as image:
                return ImageFile(path, name, image.width, image.height, alt)
    return None


def _title(row: Row) -> str:
    """Return words for a picture without any; none for a later variant, whose row names no product."""
    if "title" not in row.product:
        return ""
    return ", ".join([row.product["title"], *row.variant.get("options", {}).values()])


def _drawing_size(drawing: bytes) -> tuple[int, int]:
    root = ET.fromstring(drawing)  # noqa: S314  only reached for drawings of our own
    return int(root.attrib["width"]), int(root.attrib["height"])
