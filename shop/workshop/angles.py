"""From where a component is looked at: themes, widths, schemes and directions, as the page's address says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from django.conf import settings
from django.http import QueryDict

CHOICES: Mapping[str, tuple[str, ...]] = {
    "theme": settings.THEMES,
    "width": ("phone", "desktop"),
    "scheme": ("light", "dark"),
    "direction": ("ltr", "rtl"),
}
USUAL = {**CHOICES, "theme": (settings.THEME,), "direction": ("ltr",)}


class Angle(NamedTuple):
    """One way to look at a state."""

    theme: str
    width: str
    scheme: str
    direction: str


@dataclass(frozen=True)
class Angles:
    """Those that were asked for: of each choice at least one."""

    asked: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, query: QueryDict) -> "Angles":
        """Read them from an address; what it does not say, or says wrongly, is as usual."""
        return cls({name: _known(name, query.getlist(name)) or USUAL[name] for name in CHOICES})

    def __iter__(self) -> Iterator[Angle]:
        return (Angle(*each) for each in product(*self.asked.values()))

    @property
    def choices(self) -> list[tuple[str, list[tuple[str, bool]]]]:
        """Every choice, and whether it is taken."""
        return [
            (name, [(option, option in self.asked[name]) for option in options])
            for name, options in CHOICES.items()
        ]


def _known(name: str, asked: list[str]) -> tuple[str, ...]:
    return tuple(option for option in CHOICES[name] if option in asked)
