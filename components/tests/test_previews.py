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
from django.template import Context, Template
from django.utils.functional import Promise
from django.utils.translation import get_language
from pytest_django import Settings

from components.fragments import Props, fragment, partials
from components.previews import PREVIEWS
from components.tests import written
from shop.live import reading
from shop.live.topics import Kind, Snapshot, Topic, kinds

STATES = [
    pytest.param(props, id=f"{made_of.__name__}: {name}")
    for made_of, states in PREVIEWS.items()
    for name, props in states.items()
]
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


@pytest.mark.parametrize("props", STATES)
def test_a_component_reads_what_it_declares_and_asks_no_database(
    props: Props, caplog: pytest.LogCaptureFixture
) -> None:
    # Django notes there what a template looked for in vain, also in an {% if %}. Without the mark for it,
    # pytest-django lets no query through.
    caplog.set_level(logging.DEBUG, "django.template")
    fragment(props)
    assert [record.getMessage() for record in caplog.records if record.name == "django.template"] == []


@pytest.mark.parametrize("props", STATES)
def test_page_reply_and_push_are_the_same_bytes(props: Props, monkeypatch: pytest.MonkeyPatch) -> None:
    around = {
        "props": "of the page",
        "request": "a request",
        "user": "Ada",
        "csrf_token": "secret",
        "image": 1,
    }
    page = Template("{% fragment shown %}").render(Context({**around, "shown": props}))
    monkeypatch.setitem(kinds, "preview", Kind("preview", lambda _ids: {1: Snapshot(1, (props,))}))
    topic, language = Topic("preview", 1), get_language()
    wanted = {topic: reading.Wanted(frozenset({0}), frozenset({language}))}
    pushed = reading.frames(wanted)[0][topic, language].text
    assert pushed == partials(props)
    assert f">{page}</hx-partial>" in pushed
    assert page == fragment(props)


@pytest.mark.parametrize("props", STATES)
def test_a_component_is_one_element_with_its_own_id(props: Props) -> None:
    assert Roots(fragment(props)).ids == [props.dom_id]


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
