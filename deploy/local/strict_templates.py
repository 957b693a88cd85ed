"""What the Content-Security-Policy and the house rules ban from templates."""

import re
from collections.abc import Iterator
from pathlib import Path

from deploy.local.console import say
from deploy.local.paths import ROOT

LONGEST = 60
# Looked for in the markup, without Django's tags.
_BLOCKED = {
    r"\sstyle\s*=": "the policy blocks style attributes: use a class",
    r"\son[a-z]+\s*=": "the policy blocks event handlers in attributes: listen in a script file",
    r"hx-on\b": "hx-on needs eval, which the policy blocks: listen in a script file",
    r"""hx-(?:vals|headers)[^=]*=\s*["']\s*js:""": "js: needs eval, which the policy blocks",
    r"""hx-trigger[^=]*=\s*(?:"[^"]*\[|'[^']*\[)""": "a trigger filter needs eval, which the policy blocks",
    r"<script(?![^>]*\ssrc=)": "the policy blocks inline scripts: put it into a file",
    r"<style\b": "the policy blocks inline style sheets: put it into a file",
    r"javascript:": "the policy blocks javascript: addresses",
    r"""content=["']no-referrer["']""": "forms without origin are refused as forged: use same-origin",
}
# Looked for everywhere.
_TRUSTING = {
    r"\|\s*safe\b": "|safe trusts its text: build it with format_html",
    r"{%\s*autoescape\s+off": "autoescape off trusts its text",
}
_COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"{%.*?%}", re.DOTALL)


def report() -> bool:
    """Say what is wrong with our templates and return whether anything is."""
    found = [complaint for file in template_files() for complaint in complaints(file)]
    for complaint in found:
        say(complaint)
    return bool(found)


def template_files() -> Iterator[Path]:
    """Return every template of ours."""
    for folder in ("templates", "components", "shop", "theme/themes"):
        yield from sorted((ROOT / folder).rglob("*.html"))


def complaints(file: Path) -> Iterator[str]:
    """Return what is wrong with one template, a line each. Mail is styled in place, as mail has to be."""
    text = _blank(_COMMENT, file.read_text())
    yield from _found(file, text, _TRUSTING)
    if "mail" not in {file.stem, file.parent.name}:
        yield from _found(file, _blank(_TAG, text), _BLOCKED)
    if (lines := text.count("\n")) > LONGEST:
        yield f"{file}: {lines} lines are more than {LONGEST}: split it"


def _found(file: Path, text: str, banned: dict[str, str]) -> Iterator[str]:
    for pattern, why in banned.items():
        for match in re.finditer(pattern, text):
            yield f"{file}:{text.count(chr(10), 0, match.start()) + 1}: {why}"


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """Empty what matches but keep its line breaks, so that line numbers stay true."""
    return pattern.sub(lambda match: "\n" * match[0].count("\n"), text)
