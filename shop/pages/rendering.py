"""From the merchant's Markdown to HTML that cannot do harm."""

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from markdown_it import MarkdownIt

from shop.http import in_language

# This preset shows HTML as text, and links to no javascript: and its kind: nothing is left to sanitise.
_markdown = MarkdownIt("js-default")
_LOWERED = {"h1": "h2"}  # the page's title is its one first heading


def rendered(text: str) -> SafeString:
    """Return the text as HTML, with the shop's name and addresses in their places.

    Links to the shop's own pages stay in the active language.
    """
    tokens = _markdown.parse(_filled_in(text))
    for token in tokens:
        token.tag = _LOWERED.get(token.tag, token.tag)
        for link in (inner for inner in token.children or () if inner.type == "link_open"):
            link.attrs["href"] = _spoken(str(link.attrs["href"]))
    return mark_safe(_markdown.renderer.render(tokens, _markdown.options, {}))  # noqa: S308  see the preset


def _spoken(address: str) -> str:
    others = ("//", settings.MEDIA_URL, settings.STATIC_URL)
    ours = address.startswith("/") and not address.startswith(others)
    return in_language(address, get_language()) if ours else address


def _filled_in(text: str) -> str:
    names = {"shop": settings.SHOP_NAME, "address": settings.SHOP_ADDRESS, "email": settings.MERCHANT_EMAIL}
    for name, value in names.items():
        text = text.replace(f"{{{name}}}", value)
    return text
