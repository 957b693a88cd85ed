"""Files that are refused as pictures: each with the reason, and before they cost anything."""

import struct
import zlib
from io import BytesIO

import pytest
from pytest_django import Settings

from shop.catalogue.imaging.accepting import Unacceptable, accept
from shop.catalogue.tests.photographs import moving, photograph

NO_PICTURE = "It is no JPEG, PNG, WebP, AVIF or GIF picture."
DRAWING = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def reason(content: bytes) -> str:
    with pytest.raises(Unacceptable) as refused:
        accept(BytesIO(content))
    return str(refused.value)


def png(width: int, height: int, rows: bytes = b"") -> bytes:
    """Return a PNG that says that it is so large, whatever it holds."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    written = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 100,
        b"no picture",
        b"<html><script>alert(1)</script></html>",
        b"GIF89a=1;alert(1)//",
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        photograph("BMP"),
        photograph("TIFF"),
        photograph("ICO"),
    ],
)
def test_what_is_no_picture_of_the_web_is_refused_whatever_it_is_called(content: bytes) -> None:
    assert reason(content) == NO_PICTURE


@pytest.mark.parametrize("content", [DRAWING, b"\xef\xbb\xbf<svg onload='alert(1)'/>"])
def test_a_drawing_is_refused_since_it_can_carry_a_program(content: bytes) -> None:
    assert "SVG" in reason(content)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP", "AVIF"])
def test_what_moves_is_refused(kind: str) -> None:
    assert reason(moving(kind)).startswith("It moves")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_whose_end_is_missing_is_refused(kind: str) -> None:
    whole = photograph(kind, size=(300, 200), colour=(9, 99, 199))
    assert reason(whole[: len(whole) * 2 // 3]).startswith(("It is damaged", NO_PICTURE))


def test_a_picture_without_any_pixels_is_refused() -> None:
    assert reason(png(0, 0)) in (NO_PICTURE, "It is damaged: its end is missing, or it cannot be decoded.")


@pytest.mark.parametrize("size", [(9000, 9000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    bomb = png(*size, rows=b"\0" * 50_000_000)
    assert len(bomb) < 100_000
    assert reason(bomb) == "It has more than 64 million pixels."


@pytest.mark.parametrize("size", [(65_535, 1), (1, 65_535)])
def test_a_hair_of_a_picture_is_refused(size: tuple[int, int]) -> None:
    assert reason(photograph("PNG", size)) == "One of its sides is longer than 20000 pixels."


def test_how_many_pixels_are_too_many_is_a_setting(settings: Settings) -> None:
    settings.PICTURE_PIXELS = 60 * 40 - 1
    assert "pixels" in reason(photograph())
    settings.PICTURE_PIXELS += 1
    accept(BytesIO(photograph()))


def test_a_huge_file_is_refused_without_reading_all_of_it(settings: Settings) -> None:
    settings.PICTURE_BYTES = 2_000_000
    file = BytesIO(photograph() + b"\0" * 9_000_000)
    with pytest.raises(Unacceptable, match="It is larger than 2 MB"):
        accept(file)
    assert file.tell() == 2_000_001
