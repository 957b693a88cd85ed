"""Countries, named in the active language."""

from collections.abc import Iterable

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language, to_locale


def country_name(code: str) -> str:
    """Return the country as the active language calls it; a code that it does not know stays as it is."""
    return Locale.parse(to_locale(get_language() or settings.LANGUAGE_CODE)).territories.get(code, code)


def by_name(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Return (code, name) of countries, sorted by name."""
    return sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])
