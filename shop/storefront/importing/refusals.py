"""The file of refused rows: their line, the reason, and their cells as they came.

It can be corrected and imported as it is: the import ignores the first two columns. A spreadsheet runs
nothing that came in it.
"""

import csv
from pathlib import Path
from typing import TextIO

from shop.storefront.importing.formulas import harmless
from shop.storefront.importing.rows import Refusal


class RefusalFile:
    """Written as rows are refused; when none is, no file is left, not even one of an earlier run."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._headings: list[str] = []
        self._file: TextIO | None = None

    def __enter__(self) -> "RefusalFile":
        self.path.unlink(missing_ok=True)
        return self

    def __exit__(self, *exception: object) -> None:
        if self._file:
            self._file.close()

    def use_headings(self, headings: list[str]) -> None:
        """Say which columns the import file has."""
        self._headings = [heading for heading in headings if heading not in ("line", "reason")]

    def add(self, refusal: Refusal) -> None:
        """Keep a refused row."""
        self.count += 1
        cells = refusal.record.cells if refusal.record else {}
        values = (cells.get(heading, "") for heading in self._headings)
        self._write([str(refusal.line), str(refusal.reason), *values])

    def _write(self, values: list[str]) -> None:
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("w", encoding="utf-8", newline="")
            csv.writer(self._file).writerow(map(harmless, ["line", "reason", *self._headings]))
        csv.writer(self._file).writerow(map(harmless, values))
