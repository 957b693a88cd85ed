from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings


@pytest.fixture
def drawing(settings: Settings, tmp_path: Path) -> str:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    (tmp_path / "secret_key").write_text("secret")
    (settings.MEDIA_ROOT / "cup.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    return "/media/cup.svg"


def test_a_picture_is_kept_by_browsers_and_can_run_nothing(client: Client, drawing: str) -> None:
    response = client.get(drawing)
    assert response.content.startswith(b"<svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert "max-age=31536000, immutable" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    "name, kind",
    [
        ("x.avif", "image/avif"),
        ("x.webp", "image/webp"),
        ("x.jpg", "image/jpeg"),
        ("x.png", "image/png"),
        ("x.html", "application/octet-stream"),
        ("x.js", "application/octet-stream"),
        ("x", "application/octet-stream"),
    ],
)
def test_a_file_is_served_as_a_picture_or_as_nothing_that_can_be_shown(
    client: Client, drawing: str, settings: Settings, name: str, kind: str
) -> None:
    (settings.MEDIA_ROOT / name).write_bytes(b"<script>alert(1)</script>")
    assert client.get(f"/media/{name}")["Content-Type"] == kind


def test_a_picture_that_a_browser_has_is_not_sent_again(client: Client, drawing: str) -> None:
    modified = client.get(drawing)["Last-Modified"]
    assert client.get(drawing, headers={"If-Modified-Since": modified}).status_code == 304


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["nothing.svg", "", "../secret_key", "%2e%2e/secret_key", "/etc/passwd"])
def test_nothing_else_is_served(client: Client, drawing: str, path: str) -> None:
    assert client.get(f"/media/{path}").status_code in (400, 404)
