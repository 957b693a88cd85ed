"""What is taken in as a picture, and what becomes of it."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms
from pytest_django import Settings

from shop.catalogue.imaging.accepting import MASTER_SIDE, Master, accept
from shop.catalogue.tests.photographs import SIDEWAYS, moving, opened, photograph


def accepted(content: bytes) -> Master:
    return accept(BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_a_picture_is_written_anew_as_what_every_browser_shows(kind: str) -> None:
    master = accepted(photograph(kind))
    assert (master.suffix, master.width, master.height) == (".jpg", 60, 40)
    image = opened(master.content)
    assert (image.format, image.size) == ("JPEG", (60, 40))
    assert image.getpixel((30, 20))[0] > 200


def test_a_camera_may_keep_a_second_picture_in_the_file() -> None:
    content = moving("MPO")
    assert Image.open(BytesIO(content)).n_frames == 3
    assert accepted(content).width == 20


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_what_shows_through_keeps_doing_so(kind: str) -> None:
    master = accepted(photograph(kind, mode="RGBA", colour=(255, 0, 0, 100)))
    assert master.suffix == ".png"
    assert 90 < opened(master.content).getpixel((0, 0))[3] < 110


def test_a_picture_that_could_show_through_and_does_not_is_no_png() -> None:
    assert accepted(photograph("PNG", mode="RGBA", colour=(255, 0, 0, 255))).suffix == ".jpg"


@pytest.mark.parametrize("mode, kind", [("P", "PNG"), ("L", "JPEG"), ("CMYK", "JPEG"), ("1", "PNG")])
def test_any_way_to_write_colours_becomes_rgb(mode: str, kind: str) -> None:
    assert opened(accepted(photograph(kind, mode=mode, colour=0)).content).mode == "RGB"


def test_sixteen_bits_of_grey_stay_the_grey_they_are() -> None:
    grey = opened(accepted(photograph("PNG", mode="I;16", colour=32768)).content)
    assert abs(grey.getpixel((0, 0))[0] - 128) < 4


def test_where_and_with_what_a_photograph_was_taken_is_not_kept() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ada"
    exif.get_ifd(0x8825)[1] = "N"
    hidden = {"exif": exif, "comment": b"home of Ada", "xmp": b"<x>diary of Ada</x>"}
    content = photograph(**hidden)
    assert content.count(b"Ada") == 3
    master = opened(accepted(content).content)
    assert not master.getexif()
    assert b"Ada" not in accepted(content).content


def test_a_photograph_taken_sideways_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = SIDEWAYS
    master = accepted(photograph(size=(60, 20), exif=exif))
    assert (master.width, master.height) == opened(master.content).size == (20, 60)


def test_colours_of_another_space_are_brought_to_srgb() -> None:
    # LAB cannot be a JPEG's profile; one that swaps red and green shows best that it was looked at.
    swapped = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {bytes(swapped[at : at + 4]): at for at in range(132, 132 + 12 * swapped[131], 12)}
    red, green = (slice(tags[tag] + 4, tags[tag] + 8) for tag in (b"rXYZ", b"gXYZ"))
    swapped[red], swapped[green] = swapped[green], swapped[red]
    master = opened(accepted(photograph(icc_profile=bytes(swapped), quality=95)).content)
    red_now, green_now, _blue = master.getpixel((30, 20))
    assert green_now > red_now
    assert "icc_profile" not in master.info


def test_a_broken_colour_profile_does_no_harm() -> None:
    assert opened(accepted(photograph(icc_profile=b"nonsense" * 40)).content).getpixel((0, 0))[0] > 200


def test_a_large_picture_is_kept_as_large_as_a_screen_shows_it(settings: Settings) -> None:
    master = accepted(photograph(size=(4000, 1000)))
    assert (master.width, master.height) == (MASTER_SIDE, 600)
    assert accepted(photograph(size=(4000, 1))).height == 1


def test_a_program_hidden_behind_a_picture_is_gone() -> None:
    for tail in (b"<script>alert(1)</script>", b"PK\x03\x04" + b"evil" * 9, b"<?php evil(); ?>"):
        content = accepted(photograph() + tail).content
        assert tail[:6] not in content
        assert content.endswith(b"\xff\xd9")
