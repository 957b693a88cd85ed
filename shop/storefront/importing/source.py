"""Reading an import file as a stream: one record at a time, each with its line."""

import csv
import io
import os
from collections.abc import Iterator

from django.utils.translation import gettext as _

from shop.storefront.importing.formulas import as_meant
from shop.storefront.importing.lines import Lines, Unreadable
from shop.storefront.importing.rows import Record, Refusal, Refused

REQUIRED = ("sku", "name", "price")
OPTIONAL = (
    "brand", "category", "list_price", "description", "stock", "image", "alt",
    "parent_sku", "options", "weight", "tax_class", "barcode", "hold_seconds", "state", "archived",
)  # fmt: skip
MOST_COLUMNS = 200
LONGEST_HEADING = 100
MOST_ROWS = 1_000_000


class Source:
    """An open import file. Iterating gives a Record, or a Refusal for what is not even a row.

    Raises Unreadable, at once or while it is iterated, for what is no table of products.
    """

    def __init__(self, raw: io.BufferedReader) -> None:
        self._raw = raw
        self._lines = Lines(raw)
        self._reader = csv.reader(self._lines, strict=True)
        self.headings = self._read_headings()

    @property
    def share_read(self) -> float:
        """How much of the file has been read, from 0 to 1, by its size on disk."""
        return min(self._raw.tell() / max(os.fstat(self._raw.fileno()).st_size, 1), 1.0)

    @property
    def ignored(self) -> list[str]:
        """The headings that mean nothing to the import."""
        return [heading for heading in self.headings if heading not in (*REQUIRED, *OPTIONAL)]

    def _read_headings(self) -> list[str]:
        try:
            headings = [_normal(heading) for heading in self._next() or []]
        except Refused as refused:
            raise Unreadable(str(refused)) from refused
        if len(headings) > MOST_COLUMNS or any(len(name) > LONGEST_HEADING for name in headings):
            found = {"most": MOST_COLUMNS, "longest": LONGEST_HEADING}
            reason = _("The first line names more than %(most)d columns, or one in over %(longest)d letters.")
            raise Unreadable(reason % found)
        if missing := [name for name in REQUIRED if name not in headings]:
            raise Unreadable(_("The first line must name the columns; missing: %s.") % ", ".join(missing))
        if twice := sorted({name for name in headings if name and headings.count(name) > 1}):
            raise Unreadable(_("Columns that stand twice: %s.") % ", ".join(twice))
        return headings

    def __iter__(self) -> Iterator[Record | Refusal]:
        for count in range(MOST_ROWS + 1):
            line = self._lines.number + 1
            try:
                values = self._next()
                if values is None:
                    return
                if count == MOST_ROWS:
                    raise Unreadable(_("The file has more than %d rows.") % MOST_ROWS)
                if values:
                    yield self._record(line, values)
            except Refused as refused:
                yield Refusal(line, refused)

    def _next(self) -> list[str] | None:
        self._lines.begin_row()
        line = self._lines.number + 1
        try:
            return next(self._reader, None)
        except csv.Error as error:
            if "field larger" in str(error) or "end of data" in str(error):
                found = {"line": line, "most": csv.field_size_limit()}
                reason = _("A quote on line %(line)d is not closed, or not within %(most)d characters.")
                raise Unreadable(reason % found) from error
            raise Refused(_("Not a line of CSV: %s.") % error) from error

    def _record(self, line: int, values: list[str]) -> Record:
        if len(values) != len(self.headings):
            found = {"found": len(values), "wanted": len(self.headings)}
            raise Refused(_("%(found)d cells where the first line names %(wanted)d columns.") % found)
        return Record(line, dict(zip(self.headings, map(as_meant, values), strict=True)))


def _normal(heading: str) -> str:
    return "_".join(heading.lower().replace("_", " ").split())
