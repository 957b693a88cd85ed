"""Reading an import file as a stream: plain or gzip, one record at a time, each with its line."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from shop.storefront.importing.rows import Record, Refusal, Refused

REQUIRED = ("sku", "name", "price")
OPTIONAL = (
    "brand", "category", "list_price", "description", "stock", "image", "alt",
    "parent_sku", "options", "weight", "tax_class", "barcode", "hold_seconds",
)  # fmt: skip


class Unreadable(Exception):
    """The file as a whole cannot be read, or not from here on."""


class Source:
    """An open import file. Iterating gives a Record, or a Refusal for what is not even a row."""

    def __init__(self, path: Path, raw: BinaryIO) -> None:
        self._raw = raw
        self._size = max(path.stat().st_size, 1)
        unpacked = gzip.GzipFile(fileobj=raw) if path.suffix == ".gz" else raw
        # Bytes that are no UTF-8 become surrogates here, so that only their own row is refused.
        self._text = io.TextIOWrapper(unpacked, "utf-8-sig", errors="surrogateescape", newline="")
        self._reader = csv.reader(self._text, strict=True)
        self.headings = self._read_headings()

    @property
    def share_read(self) -> float:
        """How much of the file has been read, from 0 to 1, by its size on disk."""
        return min(self._raw.tell() / self._size, 1.0)

    @property
    def ignored(self) -> list[str]:
        """The headings that mean nothing to the import."""
        return [heading for heading in self.headings if heading not in (*REQUIRED, *OPTIONAL)]

    def _read_headings(self) -> list[str]:
        try:
            headings = [_normal(heading) for heading in self._next() or []]
        except Refused as refused:
            raise Unreadable(str(refused)) from refused
        if missing := [name for name in REQUIRED if name not in headings]:
            raise Unreadable(_("The first line must name the columns; missing: %s.") % ", ".join(missing))
        if twice := sorted({name for name in headings if name and headings.count(name) > 1}):
            raise Unreadable(_("Columns that stand twice: %s.") % ", ".join(twice))
        return headings

    def __iter__(self) -> Iterator[Record | Refusal]:
        while True:
            line = self._reader.line_num + 1
            try:
                values = self._next()
                if values is None:
                    return
                if values:
                    yield self._record(line, values)
            except Refused as refused:
                yield Refusal(line, refused)

    def _next(self) -> list[str] | None:
        try:
            return next(self._reader, None)
        except csv.Error as error:
            raise Refused(_("Not a line of CSV: %s.") % error) from error
        except (OSError, EOFError, zlib.error) as error:
            found = {"line": self._reader.line_num, "error": error}
            raise Unreadable(_("The file is damaged after line %(line)d: %(error)s.") % found) from error

    def _record(self, line: int, values: list[str]) -> Record:
        if len(values) != len(self.headings):
            found = {"found": len(values), "wanted": len(self.headings)}
            raise Refused(_("%(found)d cells where the first line names %(wanted)d columns.") % found)
        return Record(line, dict(zip(self.headings, values, strict=True)))


def _normal(heading: str) -> str:
    return "_".join(heading.lower().replace("_", " ").split())
