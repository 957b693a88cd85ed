"""The translations are whole, and are compiled from what they say now."""

import gettext
import os
import re
from pathlib import Path

import pytest
from babel.messages import Catalog, Message

from deploy import languages as compiling
from deploy.local.messages import catalogue, languages, messages

pytestmark = pytest.mark.once

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
SAID = "%(count)s cup of {shop}", "%(count)s cups of {shop}"


def faults(wanted: Catalog, known: Catalog) -> dict[str | tuple[str, ...], str]:
    found = {message.id: fault(message, known.get(message.id, message.context)) for message in wanted}
    return {text: said for text, said in found.items() if text and said}


def fault(wanted: Message, found: Message | None) -> str:
    forms = _texts(found.string) if found else ("",)
    if not all(forms) or found.fuzzy:
        return "is not translated"
    asked = _placeholders(_texts(wanted.id)[-1])
    # What is said of one or two may do without the number; the last form is for many.
    if _placeholders(forms[-1]) == asked and all(_placeholders(form) <= asked for form in forms):
        return ""
    return f"wants {sorted(asked)}"


def _texts(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


@pytest.mark.parametrize("language", languages())
def test_every_text_of_the_code_is_translated(language: str) -> None:
    assert faults(messages(), catalogue(language)) == {}


def test_texts_of_code_and_of_templates_are_found() -> None:
    found = messages()
    for text in ("Add to cart", "Wishlist", "For you", "There is no such product."):
        assert found.get(text) is not None, text


@pytest.mark.parametrize(
    "forms, flags",
    [
        (("", ""), ()),
        (("eine Tasse von {shop}", ""), ()),
        (("eine Tasse von {shop}", "%(count)s Tassen"), ()),
        (("eine Tasse von {shop}", "%(count)s Tassen von {shop} für %(name)s"), ()),
        (("eine Tasse von {store}", "%(count)s Tassen von {shop}"), ()),
        (("eine Tasse von {shop}", "%(count)s Tassen von {shop}"), ("fuzzy",)),
    ],
)
def test_what_is_empty_guessed_or_has_other_placeholders_is_a_fault(
    forms: tuple[str, str], flags: tuple[str, ...]
) -> None:
    wanted, known = Catalog(), Catalog(locale="de")
    wanted.add(SAID)
    known.add(SAID, forms, flags=flags)
    assert SAID in faults(wanted, known)


def test_a_form_for_one_may_do_without_the_number() -> None:
    wanted, known = Catalog(), Catalog(locale="de")
    wanted.add(SAID)
    known.add(SAID, ("eine Tasse von {shop}", "%(count)s Tassen von {shop}"))
    assert faults(wanted, known) == {}


def test_a_text_that_a_catalogue_does_not_have_is_a_fault() -> None:
    wanted = Catalog()
    wanted.add("Add to cart")
    assert faults(wanted, Catalog(locale="de")) == {"Add to cart": "is not translated"}


def test_what_changed_is_compiled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "LOCALE", tmp_path)
    source = tmp_path / "de" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    for said, later in (("Tasse", 0), ("Becher", 10)):
        source.write_text(
            f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "cup"\nmsgstr "{said}"\n'
        )
        stamp = source.stat().st_mtime + later
        os.utime(source, (stamp, stamp))
        compiling.compile_translations()
        with source.with_suffix(".mo").open("rb") as compiled:
            assert gettext.GNUTranslations(compiled).gettext("cup") == said
    os.utime(source, (0, 0))
    assert list(compiling.stale()) == []
