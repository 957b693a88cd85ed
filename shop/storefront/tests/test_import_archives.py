"""Pictures out of a zip archive: nothing is unpacked to a name of its own, and no bomb goes off."""

import stat
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError

from shop.catalogue.models import Picture, Product
from shop.catalogue.tests.photographs import photograph
from shop.storefront.importing import image_archive
from shop.storefront.tests.importing import Load, Loaded

HEAD = "sku,name,price,image\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return an archive with a picture, and things that are none."""
    path = tmp_path / "pictures.zip"
    link = zipfile.ZipInfo("link.png")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("cups/red.png", photograph("PNG"))
        archive.writestr("../outside.png", photograph("PNG"))
        archive.writestr("/etc/outside.png", photograph("PNG"))
        archive.writestr(link, photograph("PNG"))
        archive.writestr("zeros.png", b"\0" * 5_000_000)
        archive.writestr("words.png", "no picture")
        archive.write(path, "nested.zip")
        archive.mkdir("cups")
    return path


def loaded(load: Load, archive: Path, *names: str) -> Loaded:
    return load(HEAD + "".join(f"S{n},Cup,5,{name}\n" for n, name in enumerate(names)), images=archive)


def test_a_picture_is_taken_by_its_path_in_the_archive(load: Load, archive: Path) -> None:
    assert not loaded(load, archive, "cups/red.png").refusals
    assert (Picture.objects.get().width, Picture.objects.get().height) == (60, 40)


@pytest.mark.parametrize(
    "name, reason",
    [
        ("../outside.png", "The image “../outside.png” is outside the image archive."),
        ("/etc/outside.png", "The image “/etc/outside.png” is outside the image archive."),
        ("..\\outside.png", "The image “..\\outside.png” is outside the image archive."),
        ("red.png", "The image “red.png” is not there."),
        ("cups/", "The image “cups/” is not there."),
        ("link.png", "The image “link.png” is refused: it is a link to another file."),
        ("zeros.png", "The image “zeros.png” is refused: it unpacks to suspiciously much."),
    ],
)
def test_what_is_no_picture_of_the_archive_is_refused(
    load: Load, archive: Path, tmp_path: Path, name: str, reason: str
) -> None:
    assert loaded(load, archive, name, "cups/red.png").refusals == [(2, reason)]
    assert Product.objects.count() == 1
    assert len(list((tmp_path / "media/products").iterdir())) == 1


@pytest.mark.parametrize("name", ["words.png", "nested.zip"])
def test_what_is_packed_and_no_picture_is_refused(load: Load, archive: Path, name: str) -> None:
    ((_line, reason),) = loaded(load, archive, name).refusals
    assert reason == f"The image “{name}” cannot be used: It is no JPEG, PNG, WebP, AVIF or GIF picture."


def test_an_encrypted_picture_is_refused(load: Load, archive: Path) -> None:
    content = bytearray(archive.read_bytes())
    local, central = content.index(b"PK\x03\x04"), content.index(b"PK\x01\x02")
    content[local + 6] |= image_archive.ENCRYPTED
    content[central + 8] |= image_archive.ENCRYPTED
    archive.write_bytes(content)
    ((_line, reason),) = loaded(load, archive, "cups/red.png").refusals
    assert reason == "The image “cups/red.png” is refused: it is encrypted."


def test_a_picture_that_is_damaged_in_the_archive_is_refused(load: Load, archive: Path) -> None:
    content = bytearray(archive.read_bytes())
    begin = content.index(b"cups/red.png") + 20
    content[begin : begin + 20] = b"\xff" * 20
    archive.write_bytes(content)
    ((_line, reason),) = loaded(load, archive, "cups/red.png").refusals
    assert reason == "The image “cups/red.png” is damaged."


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and then nothing"])
def test_a_file_that_is_no_archive_loads_nothing(load: Load, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken.zip").write_bytes(content)
    with pytest.raises(CommandError, match="is no zip archive"):
        loaded(load, tmp_path / "broken.zip", "red.png")
    assert not Product.objects.exists()


@pytest.mark.parametrize(
    "limit, most, said",
    [("MOST_ENTRIES", 7, "has 8 entries, more than 7"), ("MOST_BYTES", 4_000_000, "unpacks to more than")],
)
def test_an_archive_of_too_much_loads_nothing(
    load: Load, archive: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int, said: str
) -> None:
    monkeypatch.setattr(image_archive, limit, most)
    with pytest.raises(CommandError, match=said):
        loaded(load, archive, "cups/red.png")
    assert not Product.objects.exists()
    monkeypatch.setattr(image_archive, limit, most * 2)
    assert not loaded(load, archive, "cups/red.png").refusals
