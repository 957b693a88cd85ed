"""Showing in a title what a search found it by."""

import re

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from shop.catalogue.search.words import Asked, indexed_words, stem

_WORD = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+)*")


def highlighted(text: str, asked: Asked) -> SafeString:
    """Return the text as HTML, its own signs escaped, with <mark> around each word that was asked for."""
    parts, end = [], 0
    for found in _WORD.finditer(text):
        parts.append(conditional_escape(text[end : found.start()]))
        parts.append(format_html("<mark>{}</mark>" if _meant(found[0], asked) else "{}", found[0]))
        end = found.end()
    parts.append(conditional_escape(text[end:]))
    return mark_safe("".join(parts))  # noqa: S308  each part was escaped


def _meant(word: str, asked: Asked) -> bool:
    stems = {stem(word) for word in asked.words}
    begun = tuple(filter(None, [asked.unfinished, asked.together]))
    return any(stem(each) in stems or each.startswith(begun) for each in indexed_words(word))
