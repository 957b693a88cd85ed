"""Countries, named in the active language."""

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language, to_locale


def country_name(code: str) -> str:
    """Return the country as the active language calls it; a code that it does not know stays as it is."""
    return Locale.parse(_locale()).territories.get(code, code)


def by_name(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Return (code, name) of countries, sorted by name."""
    return list(_by_name(tuple(codes), _locale()))


@lru_cache(maxsize=64)
def _by_name(codes: tuple[str, ...], locale: str) -> list[tuple[str, str]]:
    names = Locale.parse(locale).territories
    return sorted(((code, names.get(code, code)) for code in codes), key=lambda pair: pair[1])


def _locale() -> str:
    return to_locale(get_language() or settings.LANGUAGE_CODE)
