"""The whole import, as a stream: what the commands call, and any page that lets a merchant upload."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from shop.storefront.importing.alone import alone
from shop.storefront.importing.cells import checked
from shop.storefront.importing.images import Images
from shop.storefront.importing.lines import Unreadable
from shop.storefront.importing.refusals import RefusalFile
from shop.storefront.importing.rows import Record, Refusal, Refused, Row
from shop.storefront.importing.source import Source
from shop.storefront.importing.writing import Writer
from shop.storefront.likeness import fold

BATCH = 500

Progress = Callable[[int, float], None]  # rows read so far, share of the file


@dataclass(frozen=True, slots=True)
class Summary:
    """What an import did. The counts are of rows, each of which is a variant."""

    new: int
    changed: int
    unchanged: int
    refused: int
    ignored_columns: list[str]


class Import:
    """One run over one file. Memory holds a batch of rows, the category tree and the skus seen."""

    def __init__(self, images: Images, refusals: RefusalFile, stock: int = 0, *, check: bool = False) -> None:
        self._images = images
        self.check = check
        self._refusals = refusals
        self._writer = Writer(stock)
        self._lines: dict[str, int] = {}
        self._batch: list[Row] = []
        self._refused: list[Refusal] = []

    def run(self, source: Source, progress: Progress) -> Summary:
        """Load the file; the caller has read it through before, so that it is known to be readable."""
        self._refusals.use_headings(source.headings)
        for count, item in enumerate(source, start=1):
            self._take(item)
            if count % BATCH == 0:
                self._write()
                progress(count, source.share_read)
        self._write()
        return self._summary(source)

    def _take(self, item: Record | Refusal) -> None:
        if isinstance(item, Refusal):
            self._refused.append(item)
            return
        try:
            row = checked(item)
            self._check_first(row)
            images = self._images.check(row)
            self._batch.append(replace(row, images=None if self.check else images))
        except Refused as refused:
            self._refused.append(Refusal(item.line, refused, item))
        else:
            self._lines[row.sku] = item.line

    def _check_first(self, row: Row) -> None:
        if row.sku in self._lines:
            # Only writing tells whether the earlier row was good, and so whether this one is too many.
            self._write()
        if row.sku in self._lines:
            raise Refused(_("The sku stands already on line %d of this file.") % self._lines[row.sku])

    def _write(self) -> None:
        batch, self._batch = self._batch, []
        for row, refused in self._writer.write(batch):
            del self._lines[row.sku]
            self._refused.append(Refusal(row.record.line, refused, row.record))
        for refusal in sorted(self._refused, key=lambda refusal: refusal.line):
            self._refusals.add(refusal)
        self._refused.clear()

    def _summary(self, source: Source) -> Summary:
        counts = self._writer.counts
        return Summary(
            counts["new"], counts["changed"], counts["unchanged"], self._refusals.count, source.ignored
        )


@alone
def import_products(
    path: Path,
    images: Images,
    refused: Path,
    *,
    stock: int = 0,
    check: bool = False,
    progress: Progress = lambda rows, share: None,
) -> Summary:
    """Load a file of products; `stock` units come in for new skus whose row says nothing about stock.

    Refused rows go to the file `refused`. Raises Unreadable when the file is no table of products or damaged;
    it is read to its end before a row is written. `check` tries all but pictures, and takes it back.
    """
    if not path.is_file() and path.exists():
        raise Unreadable(_("“%s” is not a file.") % path)
    with RefusalFile(refused) as refusals:
        _read_through(path)
        with path.open("rb") as raw:
            return _run(Import(images, refusals, stock, check=check), Source(raw), progress)


def _read_through(path: Path) -> None:
    with path.open("rb") as raw:
        for _item in Source(raw):
            pass


def _run(run: Import, source: Source, progress: Progress) -> Summary:
    if not run.check:
        summary = run.run(source, progress)
        fold()
        return summary
    with transaction.atomic():
        summary = run.run(source, progress)
        transaction.set_rollback(True)
    return summary
