"""Compiles the translations in shop/locale, without gettext's tools: `python deploy/languages.py`."""

import os
from collections.abc import Iterator
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[1] / "shop" / "locale"


def stale() -> Iterator[tuple[Path, Path]]:
    """Find the files of translations that changed since they were compiled, each with where it belongs."""
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            yield source, compiled


def compile_translations() -> None:
    """Compile what changed, each file whole or not at all. Guesses (`fuzzy`) are left out."""
    for source, compiled in stale():
        # For dev.py, which may ask what is stale before there are any packages.
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        with source.open("rb") as written:
            catalogue = read_po(written, locale=source.parents[1].name, abort_invalid=True)
        draft = compiled.with_suffix(f".{os.getpid()}")
        with draft.open("wb") as file:
            write_mo(file, catalogue)
        draft.replace(compiled)


if __name__ == "__main__":
    compile_translations()
