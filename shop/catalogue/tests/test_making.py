"""The sizes that browsers choose from are made in the background, once, whatever happens meanwhile."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from shop.catalogue.imaging import files, making
from shop.catalogue.models import Picture
from shop.catalogue.pictures import image_of
from shop.catalogue.tasks import make_waiting_pictures
from shop.catalogue.tests.factories import make_picture, make_product
from shop.catalogue.tests.photographs import opened, photograph

pytestmark = pytest.mark.django_db
NAME = "products/cup.jpg"


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "products"


def waiting(size: tuple[int, int] = (700, 350), name: str = NAME) -> Picture:
    files.write(name, photograph(size=size, colour=(10, 120, 200)))
    return make_picture(make_product(), file=name, width=size[0], height=size[1])


def made(picture: Picture) -> Picture:
    make_waiting_pictures()
    picture.refresh_from_db()
    return picture


def test_each_width_is_made_in_both_formats_and_none_is_wider_than_the_picture(media: Path) -> None:
    picture = made(waiting())
    assert (picture.state, picture.widths) == ("ready", [320, 640, 700])
    sizes = {file.name: opened(file.read_bytes()) for file in media.iterdir()}
    assert {name: (image.format, image.size) for name, image in sizes.items()} == {
        "cup.jpg": ("JPEG", (700, 350)),
        "cup-320.avif": ("AVIF", (320, 160)), "cup-320.webp": ("WEBP", (320, 160)),
        "cup-640.avif": ("AVIF", (640, 320)), "cup-640.webp": ("WEBP", (640, 320)),
        "cup-700.avif": ("AVIF", (700, 350)), "cup-700.webp": ("WEBP", (700, 350)),
    }  # fmt: skip


@pytest.mark.parametrize("width, widths", [(20, [20]), (320, [320]), (1440, [320, 640, 960, 1440])])
def test_a_small_picture_is_made_in_its_own_width(width: int, widths: list[int]) -> None:
    assert made(waiting((width, 10))).widths == widths


def test_the_widest_is_no_wider_than_a_page_shows_it() -> None:
    assert made(waiting((2000, 10))).widths == [320, 640, 960, 1440]


def test_its_colour_stands_in_while_it_loads() -> None:
    channels = bytes.fromhex(made(waiting()).colour[1:])
    assert all(abs(found - wanted) < 8 for found, wanted in zip(channels, (10, 120, 200), strict=True))


def test_until_they_are_made_the_picture_itself_is_shown() -> None:
    picture = waiting()
    before, after = image_of(picture), image_of(made(picture))
    assert (
        (before.src, before.avif, before.webp) == (after.src, "", "") == ("/media/products/cup.jpg", "", "")
    )
    assert after.avif.startswith("/media/products/cup-320.avif 320w, ")
    assert after.webp.endswith("/media/products/cup-700.webp 700w")


def test_a_drawing_is_ready_as_it_is(media: Path) -> None:
    picture = made(make_picture(make_product(), file="products/cup.svg"))
    assert (picture.state, picture.widths) == ("ready", [])


def test_a_picture_that_cannot_be_made_says_why_and_does_not_hold_up_the_next() -> None:
    lost, good = make_picture(make_product(), file="products/lost.jpg", widths=[320]), waiting()
    assert made(good).state == "ready"
    lost.refresh_from_db()
    assert (lost.state, lost.widths) == ("failed", [])
    assert "FileNotFoundError" in lost.failure
    with pytest.raises(CommandError, match="1 pictures could not be made"):
        call_command("make_pictures")
    files.write("products/lost.jpg", photograph())
    call_command("make_pictures")
    lost.refresh_from_db()
    assert (lost.state, lost.failure) == ("ready", "")


def test_no_file_stays_of_a_picture_that_fails_half_way(media: Path) -> None:
    picture = waiting()
    (media / "cup-640.webp").mkdir()  # in the way
    assert made(picture).state == "failed"
    assert [file.name for file in media.iterdir()] == ["cup.jpg"]


def test_two_makers_never_have_one_picture() -> None:
    picture = waiting()
    Picture.objects.update(claimed_until=timezone.now() + timedelta(minutes=1))
    assert not making.make_next()
    said = StringIO()
    call_command("make_pictures", stdout=said)
    assert said.getvalue() == "0 pictures made; others have 1.\n"
    Picture.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert made(picture).state == "ready"


def test_of_two_makers_that_reach_for_a_picture_at_once_one_gets_it() -> None:
    picture = waiting()
    assert making.claim(picture.pk) == picture
    assert making.claim(picture.pk) is None


def test_pictures_that_others_have_do_not_keep_a_maker_from_the_next() -> None:
    for _number in range(10):
        waiting()
    Picture.objects.update(claimed_until=timezone.now() + timedelta(minutes=1))
    free = waiting(name="products/pot.jpg")
    assert making.make_next()
    free.refresh_from_db()
    assert free.state == "ready"


def test_the_workers_make_one_picture_at_a_time() -> None:
    busy, free = waiting(), waiting(name="products/pot.jpg")
    Picture.objects.filter(pk=busy.pk).update(claimed_until=timezone.now() + timedelta(minutes=1))
    assert made(free).state == "pending"
    assert making.make_next()


def test_what_was_made_of_a_picture_that_is_gone_by_then_goes_too(
    media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = waiting()
    render = making.render
    monkeypatch.setattr(making, "render", lambda name: (picture.delete(), render(name))[1])
    make_waiting_pictures()
    assert [file.name for file in media.iterdir()] == ["cup.jpg"]


def test_a_maker_that_took_too_long_leaves_the_outcome_to_the_next(
    media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = waiting()

    def outlasted(name: str) -> None:
        files.write(files.rendition_name(name, 320, "avif"), b"made by the next")
        Picture.objects.update(state="ready", widths=[320], claimed_until=None)
        raise OSError(name)

    monkeypatch.setattr(making, "render", outlasted)
    assert (made(picture).state, picture.widths) == ("ready", [320])
    assert (media / "cup-320.avif").exists()


def test_making_all_anew_keeps_showing_what_there_is(media: Path) -> None:
    picture = made(waiting())
    making.wait_again(Picture.objects.all())
    picture.refresh_from_db()
    assert image_of(picture).avif
    before = (media / "cup-320.avif").stat().st_ino
    call_command("make_pictures", "--all")
    picture.refresh_from_db()
    assert picture.state == "ready"
    assert (media / "cup-320.avif").stat().st_ino != before


def test_a_file_is_written_whole_or_not_at_all(media: Path) -> None:
    with pytest.raises(TypeError):
        files.write("products/half.jpg", "no bytes")
    assert list(media.iterdir()) == []
    files.write("products/whole.jpg", b"bytes")
    assert (media / "whole.jpg").stat().st_mode & 0o777 == 0o644
