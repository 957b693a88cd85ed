"""What a component promises, seen in every state that it has a preview of: see components/README.md."""

import logging
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from html.parser import HTMLParser
from itertools import chain
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from django.conf import settings as shop
from django.template import Context, Template
from django.utils.functional import Promise
from pytest_django import Settings

from components.fragments import Props, fragment, partials
from components.previews import PREVIEWS
from components.tests import written
from shop.live import reading
from shop.live.topics import Kind, Snapshot, Topic, kinds

SAMPLES = {
    f"{made_of.__name__}: {name}": props
    for made_of, states in PREVIEWS.items()
    for name, props in states.items()
}
LANGUAGE = frozenset({shop.LANGUAGE_CODE})
PLAIN = (str, int, bool, Decimal, datetime, Enum, Promise, type(None))


@pytest.fixture(autouse=True)
def _rendered_anew(settings: Settings) -> None:
    """What is kept would be equal to itself."""
    settings.DEBUG = True


class Roots(HTMLParser):
    """Finds the elements that stand in no other."""

    _EMPTY = frozenset({"br", "img", "input", "source"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.depth, self.ids = 0, []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.depth:
            self.ids.append(dict(attrs).get("id"))
        self.depth += tag not in self._EMPTY

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag not in self._EMPTY


def test_every_component_has_a_preview() -> None:
    assert set(PREVIEWS) == written.classes()
    assert all(PREVIEWS.values())
    assert all(type(props) is made_of for made_of, states in PREVIEWS.items() for props in states.values())


def test_every_template_is_a_components_or_a_part_of_one() -> None:
    made = {component.template for component in PREVIEWS}
    assert written.templates() == made | (written.templates() & set(written.included(written.FOLDER)))


def test_a_component_is_rendered_through_its_one_door() -> None:
    made = {component.template for component in PREVIEWS}
    pages = [*written.included(written.FOLDER), *written.included(written.ROOT / "templates")]
    assert made.isdisjoint([*pages, *written.rendered_by_name()])


@pytest.mark.parametrize("props", SAMPLES.values(), ids=SAMPLES)
def test_a_component_reads_what_it_declares_and_asks_no_database(
    props: Props, caplog: pytest.LogCaptureFixture
) -> None:
    # Django notes there what a template looked for in vain, also in an {% if %}. Without the mark for it,
    # pytest-django lets no query through.
    caplog.set_level(logging.DEBUG, "django.template")
    fragment(props)
    assert [record.getMessage() for record in caplog.records if record.name == "django.template"] == []


@pytest.mark.django_db
def test_page_reply_and_push_are_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    around = {"props": "of the page", "request": "a request", "user": "Ada", "csrf_token": "secret"}
    snapshots = {number: Snapshot(1, (props,)) for number, props in enumerate(SAMPLES.values())}
    monkeypatch.setitem(kinds, "preview", Kind("preview", lambda _ids: snapshots))
    wanted = {Topic("preview", number): reading.Wanted(frozenset({0}), LANGUAGE) for number in snapshots}
    pushed = [frame.text for frame in reading.frames(wanted)[0].values()]
    replied = [partials(props) for props in SAMPLES.values()]
    template = Template("{% fragment shown %}")
    pages = [template.render(Context({**around, "shown": props})) for props in SAMPLES.values()]
    assert pages == list(map(fragment, SAMPLES.values()))
    assert all(f">{page}</hx-partial>" in reply for page, reply in zip(pages, replied, strict=True))
    assert pushed == replied


def test_a_component_is_one_element_with_its_own_id() -> None:
    roots = {name: Roots(fragment(props)).ids for name, props in SAMPLES.items()}
    assert roots == {name: [props.dom_id] for name, props in SAMPLES.items()}


@pytest.mark.parametrize("component", PREVIEWS, ids=lambda component: component.__name__)
def test_props_are_frozen_and_plain(component: type[Props]) -> None:
    assert [kind for kind in _kinds(component) if not issubclass(kind, PLAIN)] == []


def _types(component: type) -> Iterator[Any]:
    hints = get_type_hints(component)
    return (hints[field.name] for field in fields(component))


def _kinds(hint: Any) -> Iterator[type]:
    """Return the types that a hint is made of; of a frozen dataclass those of its fields."""
    if is_dataclass(hint) and hint.__dataclass_params__.frozen:
        yield from chain.from_iterable(_kinds(inner) for inner in _types(hint))
    elif get_origin(hint) in (tuple, Union, UnionType):
        yield from chain.from_iterable(_kinds(inner) for inner in get_args(hint) if inner is not ...)
    elif get_origin(hint) is Literal:
        yield from map(type, get_args(hint))
    else:
        yield get_origin(hint) or hint
