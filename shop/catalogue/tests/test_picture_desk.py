"""Pictures at the merchant's desk: uploaded, looked at, replaced, removed."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from shop.catalogue.models import Picture, Product
from shop.catalogue.tests.factories import make_product
from shop.catalogue.tests.photographs import moving, opened, photograph
from shop.catalogue.tests.test_admin import form

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "products"


def send(
    client: Client, product: Product, content: bytes | None, name: str = "cup.png", **more: Any
) -> HttpResponse:
    """Post the product's page with one picture, new or that there is."""
    there = product.pictures.first()
    values = {
        "alt": "A red cup",
        "position": 0,
        "product": product.pk,
        "id": there.pk if there else "",
    } | more
    if content is not None:
        values["file"] = SimpleUploadedFile(name, content, "image/png")
    posted = {f"pictures-0-{field}": value for field, value in values.items()}
    posted |= {"pictures-TOTAL_FORMS": 1, "pictures-INITIAL_FORMS": int(bool(there))}
    return client.post(reverse("admin:catalogue_product_change", args=[product.pk]), form(product, **posted))


def test_an_upload_is_written_anew_and_usable_at_once(admin_client: Client, media: Path) -> None:
    product = make_product()
    send(admin_client, product, photograph("PNG") + b"<script>evil()</script>", "<script>.html\0.png")
    picture = product.pictures.get()
    assert (picture.width, picture.height, picture.state) == (60, 40, "pending")
    (file,) = media.iterdir()
    assert file.name == Path(picture.file.name).name
    assert b"evil" not in file.read_bytes()
    assert opened(file.read_bytes()).format == "JPEG"


def test_no_name_can_be_guessed_and_none_is_used_twice(admin_client: Client, media: Path) -> None:
    for product in (make_product(), make_product()):
        send(admin_client, product, photograph())
    names = {Path(name).stem for name in Picture.objects.values_list("file", flat=True)}
    assert [len(name) for name in names] == [16, 16]


@pytest.mark.parametrize(
    "content, said",
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"It is a drawing (SVG)"),
        (b"words", b"It is no JPEG, PNG, WebP, AVIF or GIF picture."),
        (moving("GIF"), b"It moves"),
        (photograph(size=(300, 300))[:900], b"It is damaged"),
        (b"", b"The submitted file is empty."),
    ],
)
def test_what_is_no_picture_is_refused_with_the_reason_and_leaves_nothing(
    admin_client: Client, media: Path, content: bytes, said: bytes
) -> None:
    product = make_product()
    answer = send(admin_client, product, content)
    assert (answer.status_code, said in answer.content) == (200, True)
    assert not product.pictures.exists()
    assert not media.exists()


def test_a_picture_asks_for_words(admin_client: Client, media: Path) -> None:
    product = make_product()
    assert send(admin_client, product, photograph(), alt="").status_code == 200
    assert not media.exists()


def test_another_file_takes_the_place_of_all_that_was_made_of_the_one_before(
    admin_client: Client, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    product = make_product()
    send(admin_client, product, photograph())
    call_command("make_pictures")
    before = {file.name for file in media.iterdir()}
    assert len(before) == 3
    with django_capture_on_commit_callbacks(execute=True):
        send(admin_client, product, photograph(size=(50, 50)))
    picture = product.pictures.get()
    assert (picture.width, picture.state, picture.widths, picture.colour) == (50, "pending", [], "")
    assert {file.name for file in media.iterdir()} == {Path(picture.file.name).name}


def test_other_words_leave_the_file_as_it_is(admin_client: Client, media: Path) -> None:
    product = make_product()
    send(admin_client, product, photograph())
    call_command("make_pictures")
    send(admin_client, product, None, alt="A cup", position=3)
    picture = product.pictures.get()
    assert (picture.alt, picture.position, picture.state) == ("A cup", 3, "ready")
    assert len(list(media.iterdir())) == 3


def test_a_removed_picture_takes_its_files_along(
    admin_client: Client, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    product = make_product()
    send(admin_client, product, photograph())
    call_command("make_pictures")
    with django_capture_on_commit_callbacks(execute=True):
        send(admin_client, product, None, DELETE="on")
    assert (product.pictures.count(), list(media.iterdir())) == (0, [])


def test_a_picture_may_show_one_of_the_products_variants_and_no_others(
    admin_client: Client, media: Path
) -> None:
    product, other = make_product(), make_product()
    assert send(admin_client, product, photograph(), variant=other.default_variant_id).status_code == 200
    assert not media.exists()
    send(admin_client, product, photograph(), variant=product.default_variant_id)
    assert product.pictures.get().variant == product.default_variant


def test_the_page_shows_each_picture_small_and_says_how_far_it_is(admin_client: Client) -> None:
    product = make_product()
    send(admin_client, product, photograph())
    url = reverse("admin:catalogue_product_change", args=[product.pk])
    image = product.pictures.get().file.url
    page = admin_client.get(url).content.decode()
    assert f'<img src="{image}"' in page
    assert "Being made smaller" in page
    Picture.objects.update(state="failed", failure="OSError: no space left")
    assert "Could not be made smaller OSError: no space left" in admin_client.get(url).content.decode()
