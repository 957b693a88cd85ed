"""Pictures that come with an import: taken from one folder, measured, kept once."""

from pathlib import Path

import pytest
from django.core.management import call_command
from PIL import Image
from pytest_django import Settings

from shop.catalogue.models import Picture
from shop.storefront.tests.importing import Load

AN_ADDRESS = "is an address: an import fetches nothing from the network."
NO_PICTURE = "It is no JPEG, PNG, WebP, AVIF or GIF picture."
A_DRAWING = "It is a drawing (SVG), which can carry a program: please save it as PNG."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an image folder with two pictures, and things that are none beside and around it."""
    folder = tmp_path / "images"
    folder.mkdir()
    Image.new("RGB", (40, 30), "red").save(folder / "red.png")
    Image.new("RGB", (60, 20), "blue").save(folder / "blue.jpg")
    Image.new("RGB", (9, 9)).save(tmp_path / "outside.png")
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    (folder / "words.png").write_text("no picture")
    (folder / "drawing.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>')
    return folder


def _rows(*images: str) -> str:
    return "sku,name,price,image\n" + "".join(f"S{n},Cup,5,{image}\n" for n, image in enumerate(images))


def test_pictures_are_written_anew_and_measured(load: Load, folder: Path) -> None:
    load(_rows("red.png|blue.jpg"), images=folder)
    red, blue = Picture.objects.all()
    assert (red.width, red.height, red.position, red.alt) == (40, 30, 0, "Cup")
    assert (blue.width, blue.height, blue.position) == (60, 20, 1)
    assert red.state == "pending"
    assert Image.open(red.file).getpixel((0, 0))[0] > 200
    assert red.file.name.startswith("products/s0-")


def test_the_folder_of_the_file_is_the_image_folder_unless_another_is_given(load: Load, folder: Path) -> None:
    load(_rows("images/red.png"))
    assert Picture.objects.get().width == 40


def test_a_picture_may_bring_its_words(load: Load, folder: Path) -> None:
    load("sku,name,price,image,alt\nA,Cup,5,red.png|blue.jpg,Red cup|Cup in blue\n", images=folder)
    assert list(Picture.objects.values_list("alt", flat=True)) == ["Red cup", "Cup in blue"]


@pytest.mark.parametrize(
    "name, reason",
    [
        ("../outside.png", "The image “../outside.png” is outside the image folder."),
        ("/etc/hostname", "The image “/etc/hostname” is outside the image folder."),
        ("link.png", "The image “link.png” is outside the image folder."),
        ("absent.png", "The image “absent.png” is not there."),
        ("https://elsewhere.example/x.png", f"The image “https://elsewhere.example/x.png” {AN_ADDRESS}"),
        ("words.png", f"The image “words.png” cannot be used: {NO_PICTURE}"),
        ("drawing.svg", f"The image “drawing.svg” cannot be used: {A_DRAWING}"),
    ],
)
def test_what_is_no_picture_of_the_folder_is_refused(
    load: Load, folder: Path, name: str, reason: str
) -> None:
    loaded = load(_rows(name, "red.png"), images=folder)
    assert loaded.refusals == [(2, reason)]
    assert Picture.objects.count() == 1


def test_a_repeat_keeps_the_pictures_there_are(load: Load, folder: Path, tmp_path: Path) -> None:
    load(_rows("red.png|blue.jpg"), images=folder)
    before = list(Picture.objects.values())
    assert "0 new, 0 changed, 1 unchanged" in load(_rows("red.png|blue.jpg"), images=folder).output
    assert list(Picture.objects.values()) == before
    assert len(list((tmp_path / "media/products").iterdir())) == 2


def test_a_repeat_decodes_no_picture_that_it_knows(load: Load, folder: Path, settings: Settings) -> None:
    load(_rows("red.png"), images=folder)
    settings.PICTURE_PIXELS = 1
    assert not load(_rows("red.png"), images=folder).refusals
    assert load(_rows("red.png", "blue.jpg"), images=folder).refusals


def test_a_picture_that_was_taken_away_comes_back_with_the_next_import(load: Load, folder: Path) -> None:
    load(_rows("red.png"), images=folder)
    Picture.objects.all().delete()
    load(_rows("red.png"), images=folder)
    assert (Picture.objects.get().width, Picture.objects.get().height) == (40, 30)


def test_nothing_is_kept_of_the_pictures_of_a_refused_row(load: Load, folder: Path, tmp_path: Path) -> None:
    load("sku,parent sku,name,price,image\nB,absent,,5,red.png\n", images=folder)
    assert not (tmp_path / "media").exists()


def test_the_renditions_of_a_picture_go_with_it(
    load: Load, folder: Path, tmp_path: Path, django_capture_on_commit_callbacks: object
) -> None:
    load(_rows("red.png|blue.jpg"), images=folder)
    call_command("make_pictures")
    with django_capture_on_commit_callbacks(execute=True):
        load(_rows("blue.jpg"), images=folder)
    kept = Picture.objects.get().file.name.removesuffix(".jpg")
    files = sorted(file.name for file in (tmp_path / "media/products").iterdir())
    assert files == [Path(kept).name + end for end in ("-60.avif", "-60.webp", ".jpg")]


def test_another_picture_takes_the_place_of_the_one_before(
    load: Load, folder: Path, tmp_path: Path, django_capture_on_commit_callbacks: object
) -> None:
    load(_rows("red.png|blue.jpg"), images=folder)
    Image.new("RGB", (11, 11), "green").save(folder / "red.png")
    with django_capture_on_commit_callbacks(execute=True):
        load(_rows("red.png|blue.jpg"), images=folder)
    assert list(Picture.objects.values_list("width", "position")) == [(11, 0), (60, 1)]
    assert len(list((tmp_path / "media/products").iterdir())) == 2


def test_variants_of_one_product_share_its_pictures(load: Load, folder: Path) -> None:
    load("sku,parent sku,name,price,image\nA,,Cup,5,red.png\nB,A,,5,blue.jpg\n", images=folder)
    assert list(Picture.objects.values_list("width", "alt", "variant__sku")) == [
        (40, "Cup", None),
        (60, "", "B"),
    ]
