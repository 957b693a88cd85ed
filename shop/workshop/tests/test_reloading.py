"""Open pages notice what is changed."""

import json
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils.autoreload import file_changed
from pytest_django import Settings

import components
from components import previews
from shop.workshop.reloading import reloading


@pytest.fixture
def project(settings: Settings, tmp_path: Path) -> Path:
    for folder in ("components", "templates", "theme/static"):
        (tmp_path / folder).mkdir(parents=True)
    for file in ("components/_price.html", "theme/static/shop.css"):
        (tmp_path / file).touch()
    settings.BASE_DIR = tmp_path
    return tmp_path


def _changes(client: Client) -> dict[str, list[int]]:
    return json.loads(client.get("/components/changes/").content)


@pytest.mark.parametrize(
    "file, told", [("theme/static/shop.css", "styles"), ("components/_price.html", "pages")]
)
def test_a_changed_file_is_told_apart_by_what_it_takes_to_show_it(
    client: Client, project: Path, file: str, told: str
) -> None:
    before = _changes(client)
    (project / file).write_text("changed")
    after = _changes(client)
    assert [kind for kind in before if before[kind] != after[kind]] == [told]


def test_a_file_that_is_gone_is_noticed(client: Client, project: Path) -> None:
    (project / "components/_old.html").touch()
    (project / "components/_price.html").touch()
    before = _changes(client)
    (project / "components/_old.html").unlink()
    assert _changes(client)["pages"] != before["pages"]


def _save_samples() -> bool:
    """Return whether no new process is needed."""
    return any(taken for _receiver, taken in file_changed.send(None, file_path=Path(previews.__file__)))


def test_changed_samples_are_read_without_a_new_process(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previews, "PREVIEWS", {})
    before = _changes(client)
    assert _save_samples()
    assert previews.PREVIEWS
    assert _changes(client)["pages"] != before["pages"]


def test_samples_that_cannot_be_read_are_left_to_a_new_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "previews.py").write_text("PREVIEWS = {")
    for name in ("__spec__", "__file__", "__cached__"):  # put back afterwards
        monkeypatch.setattr(previews, name, getattr(previews, name))
    monkeypatch.setattr(components, "__path__", [str(tmp_path)])
    assert not _save_samples()


@pytest.mark.parametrize("kind, times", [("text/html; charset=utf-8", 1), ("text/plain", 0)])
def test_pages_get_the_script_that_asks(kind: str, times: int) -> None:
    answer = reloading(lambda _request: HttpResponse("<head></head>", content_type=kind))(HttpRequest())
    assert answer.content.count(b"workshop/reload.js") == times
