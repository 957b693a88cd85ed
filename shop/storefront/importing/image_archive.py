"""The zip archive that an import takes pictures from. Nothing of it is ever unpacked to its own name."""

import stat
import zipfile
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Self

from django.utils.translation import gettext as _

from shop.storefront.importing.rows import Refused
from shop.storefront.importing.source import Unreadable

MOST_ENTRIES = 100_000
MOST_BYTES = 20_000_000_000  # unpacked, all together
MOST_SWELLING = 100  # how many times larger than it is packed a picture may say it is
SMALL = 1_000_000  # bytes, below which nothing swells dangerously
ENCRYPTED = 0x1


class ImageArchive:
    """Opens the pictures of one zip file. Raises Unreadable at once for one that is no archive or a bomb."""

    def __init__(self, path: Path) -> None:
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise Unreadable(
                _("%(path)s is no zip archive: %(error)s.") % {"path": path, "error": error}
            ) from error
        self._entries = {entry.filename: entry for entry in self._archive.infolist()}
        if reason := _too_much(self._archive.infolist()):
            self._archive.close()
            raise Unreadable(reason)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._archive.close()

    def open(self, name: str) -> BinaryIO:
        """Open a picture. Raises Refused."""
        if _leads_out(name):
            raise Refused(_("The image “%s” is outside the image archive.") % name)
        entry = self._entries.get(name)
        if entry is None or entry.is_dir():
            raise Refused(_("The image “%s” is not there.") % name)
        if reason := _unfit(entry):
            raise Refused(_("The image “%(name)s” is refused: %(reason)s") % {"name": name, "reason": reason})
        try:
            return self._archive.open(entry)
        except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
            raise Refused(_("The image “%s” is damaged in the archive.") % name) from error


def _too_much(entries: list[zipfile.ZipInfo]) -> str:
    if len(entries) > MOST_ENTRIES:
        return _("The archive has %(found)d entries, more than %(most)d.") % {
            "found": len(entries), "most": MOST_ENTRIES,
        }  # fmt: skip
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        return _("The archive unpacks to more than %d GB.") % (MOST_BYTES // 1_000_000_000)
    return ""


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name


def _unfit(entry: zipfile.ZipInfo) -> str:
    if entry.flag_bits & ENCRYPTED:
        return _("it is encrypted.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _("it is a link to another file.")
    if entry.file_size > max(SMALL, MOST_SWELLING * entry.compress_size):
        return _("it unpacks to suspiciously much.")
    return ""
