"""Files that are no table of products, by mistake or on purpose: refused with a reason, nothing loaded."""

import gzip
import io
import os
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from shop.catalogue.models import Category, Product, Variant
from shop.storefront.importing import lines, source
from shop.storefront.importing.lines import LONGEST_ROW, Unreadable
from shop.storefront.importing.source import Source
from shop.storefront.tests.importing import Load

GOOD = "sku,name,price\n" + "".join(f"S{n},Thing {n},{n}\n" for n in range(1200))


def _zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("goods.csv", GOOD)
    return packed.getvalue()


class Endless(io.RawIOBase):
    """A gigabyte that nobody has to keep: `head`, and then one letter again and again."""

    def __init__(self, head: bytes, letter: bytes = b"x", size: int = 10**9) -> None:
        self._head, self._letter, self._left = head, letter, size
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:
        piece = self._head or self._letter * min(len(buffer), self._left)
        piece, self._head = piece[: len(buffer)], self._head[len(buffer) :]
        buffer[: len(piece)] = piece
        self._left -= len(piece)
        self.given += len(piece)
        return len(piece)


@pytest.mark.parametrize(
    "content, words",
    [
        (GOOD.encode("utf-16"), "in UTF-16"),
        (GOOD.encode("utf-32"), "in UTF-32"),
        (GOOD.encode("utf-16-le"), "Line 1 holds a NUL byte"),
        (f"{GOOD}B,Café,1\n".encode("latin-1"), "Line 1202 is not UTF-8: byte 6 is 0xE9"),
        (f"{GOOD}B,Caf\0,1\n".encode(), "Line 1202 holds a NUL byte"),
        (_zip(), "a zip archive or a spreadsheet"),
        (b"%PDF-1.7\n", "This is a PDF"),
        (b"", "missing: sku, name, price"),
        (b"sku,name\nA,Cup\n", "missing: price"),
        (b"sku;name;price\nA;Cup;1\n", "missing: sku, name, price"),
        (b"sku,name,price,Price\nA,Cup,1,2\n", "Columns that stand twice: price"),
        (b"sku,name,price," + b",".join(b"c%d" % n for n in range(10_000)), "more than 200 columns"),
        (b"sku,name,price," + b"c" * 101, "one in over 100 letters"),
        (b"\x89PNG\r\n\x1a\n\x00", "Line 1 is not UTF-8: byte 1 is 0x89"),
        (f'{GOOD}B,"Cup,1\nC,Cup,1\n'.encode(), "A quote on line 1202 is not closed"),
        (f'{GOOD}B,"Cup,1\n{GOOD * 20}'.encode(), "A quote on line 1202 is not closed"),
        (f"{GOOD}B,{'x' * LONGEST_ROW},1\n".encode(), "The row on line 1202 is longer than"),
        (gzip.compress(GOOD.encode())[:-2000], "damaged after line"),
        (gzip.compress(GOOD.encode()) + b"junk", "damaged after line"),
        (gzip.compress(gzip.compress(GOOD.encode(), mtime=0)), "Line 1 holds a NUL byte"),
    ],
)
def test_a_file_that_is_no_table_is_refused_as_a_whole(load: Load, content: bytes, words: str) -> None:
    with pytest.raises(CommandError, match=words):
        load(content)
    assert not Variant.objects.exists()
    assert not Category.objects.exists()


def test_gzip_is_known_by_its_content(load: Load) -> None:
    load(gzip.compress(b"sku,name,price\nA,Cup,1\n"), name="goods.csv")
    assert Variant.objects.get().sku == "A"


@pytest.mark.parametrize("head", [b"", b"sku,name,price\nA,", b'sku,name,price\nA,"'])
def test_a_line_of_a_gigabyte_is_refused_after_its_first_megabyte(head: bytes) -> None:
    endless = Endless(head)
    tracemalloc.start()
    with pytest.raises(Unreadable, match="longer than"):
        list(Source(io.BufferedReader(endless)))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert endless.given < 2 * LONGEST_ROW
    assert peak < 20 * LONGEST_ROW


def test_a_row_of_endlessly_many_lines_is_refused_as_well() -> None:
    endless = Endless(b"sku,name,price\n", b'"\n",')
    with pytest.raises(Unreadable, match="The row on line"):
        list(Source(io.BufferedReader(endless)))
    assert endless.given < 2 * LONGEST_ROW


def test_what_a_small_file_unpacks_to_is_bounded(monkeypatch: pytest.MonkeyPatch, load: Load) -> None:
    bomb = gzip.compress(b"sku,name,price\n" + b"A,Cup,1\n" * 500_000)
    assert len(bomb) < 20_000
    monkeypatch.setattr(lines, "LARGEST", 10**6)
    with pytest.raises(CommandError, match="holds more than"):
        load(bomb, name="goods.csv.gz")
    monkeypatch.undo()
    monkeypatch.setattr(source, "MOST_ROWS", 1000)
    with pytest.raises(CommandError, match="more than 1000 rows"):
        load(bomb, name="goods.csv.gz")
    assert not Product.objects.exists()


def test_as_many_rows_as_may_be_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MOST_ROWS", 2)
    two = Source(io.BufferedReader(io.BytesIO(b"sku,name,price\nA,Cup,1\nB,Cup,1\n")))
    assert len(list(two)) == 2


def test_a_name_that_is_no_file_is_not_waited_for(db: None, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in (tmp_path, tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(CommandError, match="is not a file"):
            call_command("import_products", str(name))
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_products", "nowhere.csv")


@pytest.mark.parametrize(
    "price", ["1e999", "NaN", "Infinity", "-0", "-1", "1,5", "9" * 11, "٣", "0x1", "1_000", "+1", "1.", ".5"]
)
def test_a_number_that_is_none_refuses_its_row(load: Load, price: str) -> None:
    loaded = load(f'sku,name,price,list_price,stock,weight\nA,Cup,"{price}",,,\nB,Cup,1,"{price}",,\n')
    assert [line for line, _reason in loaded.refusals] == [2, 3]
    assert not Variant.objects.exists()


def test_a_refusal_repeats_a_bad_cell_only_in_part(load: Load) -> None:
    loaded = load(f"sku,name,price\nA,Cup,{'9' * 100_000}\nB,Cup,1.{'1' * 100_000}\n")
    assert all(len(reason) < 120 for _line, reason in loaded.refusals)


def test_a_spreadsheet_runs_nothing_that_was_refused(load: Load) -> None:
    refused = load('sku,name,price\n=1+1,"@SUM(1)",free\n')
    row = refused.rows[0]
    assert (row["sku"], row["name"], row["price"]) == ("'=1+1", "'@SUM(1)", "free")
    load(refused.refused_file.read_text().replace("free", "5"))
    assert Product.objects.get().title == "@SUM(1)"


def test_a_check_says_what_would_be_and_leaves_the_shop_as_it_was(load: Load) -> None:
    load("sku,name,price\nA,Cup,1\nB,Bowl,1\n")
    checked = load("sku,name,price,parent sku\nA,Cup,2,\nB,Bowl,1,\nC,Pot,1,\nD,,1,C\nE,,1,Z\n", check=True)
    assert "2 new, 1 changed, 1 unchanged, 1 refused." in checked.output
    assert "nothing was loaded" in checked.output
    assert set(Variant.objects.values_list("sku", "price")) == {("A", 1), ("B", 1)}
    assert checked.refusals == [(6, "The parent “Z” is neither in the shop nor on a good row above.")]
