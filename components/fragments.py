"""The one door through which a component is rendered."""

from functools import lru_cache
from secrets import token_hex
from typing import ClassVar, Protocol

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

KEPT = 4096  # fragments, of at most a few kB each
# Stands in a fragment for what `with_token` puts there. No visitor can know it, and so write it into a page.
PLACE = f"token-{token_hex(16)}"


class Props(Protocol):
    """What a component is made from: a frozen dataclass that names its template and its DOM id."""

    template: ClassVar[str]

    @property
    def dom_id(self) -> str:
        """The stable id of the fragment's one root element."""


def fragment(props: Props) -> SafeString:
    """Render a component. Its template reads `props` and nothing else: no request, no user, no query.

    So equal props give the same bytes in a language, and what many look at is rendered once.
    """
    return (_rendered if settings.DEBUG else _kept)(props, get_language())


def _rendered(props: Props, _language: str) -> SafeString:
    rendered = get_template(props.template).template.render(Context({"props": props}))
    return mark_safe(rendered.strip())  # noqa: S308  strip() alone would forget that a template escaped it


_kept = lru_cache(KEPT)(_rendered)


def with_token(props: Props, token: str) -> SafeString:
    """Render a component that is alike for all but for the CSRF token of its form."""
    return mark_safe(fragment(props).replace(PLACE, token))  # noqa: S308  a rendered template


def partials(*all_props: Props) -> SafeString:
    """Wrap fragments for an HTMX reply or a push: each finds its place on the page by its id.

    `outerSync` keeps the root element, so that focus stays and live regions are announced.
    """
    wrapped = (
        f'<hx-partial hx-target="#{props.dom_id}" hx-swap="outerSync">{fragment(props)}</hx-partial>'
        for props in all_props
    )
    return mark_safe("".join(wrapped))  # noqa: S308  made of rendered templates and ids of ours
