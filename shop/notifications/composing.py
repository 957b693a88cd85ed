"""Turns a kind of mail and its context into subject, text and HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation

from shop.http import absolute


@dataclass(frozen=True, slots=True)
class Composed:
    """What a mail says. `subject` is one line."""

    subject: str
    text: str
    html: str = ""


def compose(kind: str, context: Mapping[str, Any], language: str | None = None) -> Composed:
    """Render templates/mail/<kind>.subject.txt, .txt and .html in a language (the active one by default)."""
    with translation.override(language or translation.get_language()):
        context = {"shop_url": absolute(reverse("home")).removesuffix("/"), **context}
        return Composed(
            subject=one_line(_plain(f"mail/{kind}.subject.txt", context)),
            text=_plain(f"mail/{kind}.txt", context).strip() + "\n",
            html=get_template(f"mail/{kind}.html").render(dict(context)),
        )


def one_line(text: str) -> str:
    """Join all lines into one, so that nothing in it can begin a new header."""
    return " ".join(text.split())


def _plain(template: str, context: Mapping[str, Any]) -> str:
    """Render without HTML escaping: a text mail shows & as &."""
    return get_template(template).template.render(Context(dict(context), autoescape=False))
