"""Every text of the interface, as the code has it: found by Babel and Django, without gettext's tools.

As a program it brings the files of translations up to date: what is new is added, empty, and what is no
longer said is left out.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from deploy.languages import LOCALE
from deploy.local.console import say
from deploy.local.paths import ROOT

AREAS = ("shop", "components", "templates")
# What Django calls in its own way, each like the function of gettext that it stands for.
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
WIDTH = 110


def messages() -> Catalog:
    """Return every text that the code has for shoppers and merchants, untranslated."""
    found = Catalog()
    for file in _files():
        # Brackets let Python's grammar bear a template's indentation.
        code = file.read_text() if file.suffix == ".py" else f"({templatize(file.read_text())}\n)"
        said = extract("python", BytesIO(code.encode()), KEYWORDS, ["Translators"])
        for _line, text, notes, context in said:
            found.add(text, auto_comments=notes, context=context)
    return found


def catalogue(language: str) -> Catalog:
    """Read the file of a language."""
    with _file(language).open("rb") as file:
        return read_po(file, locale=language)


def languages() -> list[str]:
    """Return the codes of the languages that there are translations for."""
    return sorted(file.parents[1].name for file in LOCALE.glob("*/LC_MESSAGES/django.po"))


def update(language: str) -> None:
    """Bring the file of a language up to date."""
    known = catalogue(language)
    known.update(messages(), no_fuzzy_matching=True, update_creation_date=False)
    with _file(language).open("wb") as file:
        write_po(file, known, WIDTH, no_location=True, ignore_obsolete=True)
    empty = sum(not all(_texts(message.string)) for message in known if message.id)
    say(f"{language}: {len(known)} texts, {empty} of them to be translated in {_file(language)}")


def _files() -> Iterator[Path]:
    for area in AREAS:
        files = sorted(file for file in (ROOT / area).rglob("*") if file.suffix in {".py", ".html", ".txt"})
        yield from (file for file in files if not {"tests", "migrations"} & set(file.parts))


def _file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def _texts(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else string


if __name__ == "__main__":
    for each in languages():
        update(each)
