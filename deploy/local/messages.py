"""Every text of the interface, as the code has it: found by Babel and Django, without gettext's tools.

As a program it brings the files of translations up to date: what is new is added, empty, and what is no
longer said is left out.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
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
    """Bring the file of a language up to date; what stays has its place."""
    known, wanted = catalogue(language), messages()
    for message in [message for message in known if not _has(wanted, message)]:
        known.delete(message.id, message.context)
    for message in wanted:
        if not _has(known, message):
            known.add(message.id, flags=message.flags, context=message.context)
    with _file(language).open("wb") as file:
        write_po(file, known, width=0)
    say(f"{language}: {len(known)} texts, {sum(map(_untold, known))} to be translated in {_file(language)}")


def _files() -> Iterator[Path]:
    for area in AREAS:
        files = sorted(file for file in (ROOT / area).rglob("*") if file.suffix in {".py", ".html", ".txt"})
        yield from (file for file in files if not {"tests", "migrations"} & set(file.parts))


def _file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def _has(catalogue: Catalog, message: Message) -> bool:
    """Whether the catalogue has just this text; every one has the empty one, its head."""
    found = catalogue.get(message.id, message.context)
    return not message.id or (found is not None and found.id == message.id)


def _untold(message: Message) -> bool:
    forms = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return not all(forms)


if __name__ == "__main__":
    for each in languages():
        update(each)
