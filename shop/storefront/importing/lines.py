"""The lines of an import file, plain or gzip: UTF-8, and never more of them in memory than a row needs."""

import gzip
import io
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Callable, Iterator
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

T = TypeVar("T")

LONGEST_ROW = 1_000_000  # characters, over however many lines its quoted cells go
LARGEST = 2 * 1024**3  # characters, once unpacked
NOT_A_TABLE = {
    BOM_UTF32_LE: gettext_lazy("The file is in UTF-32. Please save it as CSV in UTF-8."),
    BOM_UTF32_BE: gettext_lazy("The file is in UTF-32. Please save it as CSV in UTF-8."),
    BOM_UTF16_LE: gettext_lazy("The file is in UTF-16. Please save it as CSV in UTF-8."),
    BOM_UTF16_BE: gettext_lazy("The file is in UTF-16. Please save it as CSV in UTF-8."),
    b"PK\x03\x04": gettext_lazy("This is a zip archive or a spreadsheet. Please save the table as CSV."),
    b"%PDF": gettext_lazy("This is a PDF. Please save the table as CSV."),
}
GZIP = b"\x1f\x8b"


class Unreadable(Exception):
    """The file as a whole is no table of products."""


class Lines:
    """Iterating gives line by line, their ends included, and raises Unreadable at the first bad one.

    `number` is that of the line given last. Who reads says by `begin_row` where a row ends, so that the
    length of a row is bounded, and not only that of a line.
    """

    def __init__(self, raw: io.BufferedReader) -> None:
        self.number = 0
        self._row = self._all = 0
        if self._guarded(lambda: raw.peek(2)).startswith(GZIP):
            raw = io.BufferedReader(gzip.GzipFile(fileobj=raw))
        head = self._guarded(lambda: raw.peek(4))
        for mark, reason in NOT_A_TABLE.items():
            if head.startswith(mark):
                raise Unreadable(reason)
        # Bytes that are no UTF-8 become surrogates here, so that it can be said where they are.
        self._text = io.TextIOWrapper(raw, "utf-8-sig", errors="surrogateescape", newline="")

    def begin_row(self) -> None:
        """Say that what comes next is another row."""
        self._row = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._guarded(lambda: self._text.readline(LONGEST_ROW + 1))
        if not line:
            raise StopIteration
        self.number += 1
        self._row += len(line)
        self._all += len(line)
        self._check_size()
        self._check_characters(line)
        return line

    def _guarded(self, read: Callable[[], T]) -> T:
        try:
            return read()
        except (OSError, EOFError, zlib.error) as error:
            found = {"line": self.number, "error": error}
            raise Unreadable(_("The file is damaged after line %(line)d: %(error)s.") % found) from error

    def _check_size(self) -> None:
        if self._row > LONGEST_ROW:
            found = {"line": self.number, "most": LONGEST_ROW}
            raise Unreadable(_("The row on line %(line)d is longer than %(most)d characters.") % found)
        if self._all > LARGEST:
            raise Unreadable(_("The file holds more than %d GB of text.") % (LARGEST // 1024**3))

    def _check_characters(self, line: str) -> None:
        if "\0" in line:
            raise Unreadable(_("Line %d holds a NUL byte: this is not text in UTF-8.") % self.number)
        if line.isascii():
            return
        try:
            line.encode()
        except UnicodeEncodeError as error:
            before = len(line[: error.start].encode())
            found = {"line": self.number, "byte": before + 1, "value": ord(line[error.start]) - 0xDC00}
            reason = _("Line %(line)d is not UTF-8: byte %(byte)d is 0x%(value)02X. Please save it as UTF-8.")
            raise Unreadable(reason % found) from None
