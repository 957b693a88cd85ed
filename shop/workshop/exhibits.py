"""The components as the gallery shows them, made from their previews."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cached_property
from inspect import getsourcefile
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_type_hints

from django.conf import settings
from django.utils.text import slugify

from components import previews
from components.fragments import Props


class Row(NamedTuple):
    """A field of the props as the gallery shows it."""

    field: str
    kind: str
    value: str
    usual: bool  # what it is unless said


@dataclass(frozen=True)
class State:
    """One state of a component."""

    name: str
    props: Props

    @property
    def slug(self) -> str:
        """Its name in addresses."""
        return slugify(self.name)

    @property
    def rows(self) -> list[Row]:
        """The fields and what they are here, those of props within props below them."""
        return list(_rows(self.props))


@dataclass(frozen=True)
class Exhibit:
    """A component, where it is written, and its states."""

    made_of: type[Props]
    states: tuple[State, ...]

    @cached_property
    def name(self) -> str:
        """Its name in words: "Stock badge"."""
        return re.sub(r"(?<!^)(?=[A-Z])", " ", self.made_of.__name__).capitalize()

    @cached_property
    def slug(self) -> str:
        """Its name in addresses, and in the gallery's style sheet."""
        return slugify(self.name)

    @cached_property
    def purpose(self) -> str:
        """What its docstring says."""
        return " ".join((self.made_of.__doc__ or "").replace("`", "").split())

    @property
    def template_path(self) -> str:
        """The template's path in the project."""
        return f"components/{self.made_of.template}"

    @property
    def python_path(self) -> str:
        """What Python imports: "components.stock.StockBadge"."""
        return f"{self.made_of.__module__}.{self.made_of.__qualname__}"

    @property
    def props_path(self) -> str:
        """The path of the dataclass."""
        return Path(getsourcefile(self.made_of) or "").relative_to(settings.BASE_DIR).as_posix()

    def state(self, slug: str) -> State:
        """Return a state by its name in addresses. Raises KeyError."""
        return {state.slug: state for state in self.states}[slug]


def exhibits() -> dict[str, Exhibit]:
    """Return every component that has a preview, by its name in addresses."""
    shown = (
        Exhibit(made_of, tuple(State(name, props) for name, props in states.items()))
        for made_of, states in previews.PREVIEWS.items()
    )
    return {exhibit.slug: exhibit for exhibit in sorted(shown, key=lambda one: one.name)}


def _rows(props: Any, within: str = "") -> Iterator[Row]:
    hints = get_type_hints(type(props))
    for field in fields(props):
        value = getattr(props, field.name)
        nested = is_dataclass(value)
        shown = type(value).__name__ if nested else str(value) if isinstance(value, Enum) else repr(value)
        yield Row(within + field.name, _in_words(hints[field.name]), shown, field.default == value)
        if nested:
            yield from _rows(value, f"{within}{field.name}.")


def _in_words(hint: Any) -> str:
    """Return a type as the dataclass writes it, without the modules."""
    plain = isinstance(hint, type) and not get_args(hint)
    return hint.__name__ if plain else re.sub(r"\b\w+\.", "", str(hint))
