"""Low-JS, held to: whatever htmx does from a template, a plain link or form of the same page does as well."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from deploy.local.paths import ROOT

_COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.DOTALL)
_ASKING = {"hx-get": "get", "hx-post": "post"}
# How something is asked, or where the answer goes; alone they do nothing.
_MANNER = {
    *(
        "hx-target",
        "hx-swap",
        "hx-select",
        "hx-trigger",
        "hx-sync",
        "hx-include",
        "hx-indicator",
        "hx-push-url",
    ),
    # Only in replies to htmx, which name the places that change.
    "hx-partial",
    # The page's own socket: what it shows, a page that is loaded anew shows as well.
    *("hx-ws:connect", "hx-config"),
}
# A part of the page that asks for itself again; whoever has no script has the page's reload.
_READ_AGAIN = "shop:stale from:document"
# Where something is asked that no link or form does, and why nobody misses it.
EXCEPTIONS = {
    ("templates/storefront/_search_input.html", "{% url 'suggestions' %}"): (
        "what is suggested while one types, the search form around the field finds"
    ),
}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass(eq=False)
class Element:
    """An element of a template, with its attributes as they are written, and the elements inside."""

    file: Path
    line: int
    tag: str
    attributes: dict[str, str]
    inside: list["Element"] = field(default_factory=list)

    def has(self, **wanted: str) -> bool:
        """Return whether these attributes have these values."""
        return all(self.attributes.get(name) == value for name, value in wanted.items())

    @property
    def submits(self) -> bool:
        """Whether it is a button that sends its form."""
        return self.tag in ("button", "input") and self.has(type="submit")

    @property
    def asks(self) -> tuple[str, str] | None:
        """How and what it asks by htmx, if anything."""
        found = [
            (method, self.attributes[name]) for name, method in _ASKING.items() if name in self.attributes
        ]
        return found[0] if found else None


class _Reader(HTMLParser):
    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file, self.read, self._open = file, [], []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(self.file, self.getpos()[0], tag, {name: value or "" for name, value in attrs})
        self.read.append(element)
        for outer in self._open:
            outer.inside.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        # A template may close in one branch what it opened in another; what was never opened closes nothing.
        if any(element.tag == tag for element in self._open):
            while self._open.pop().tag != tag:
                pass


def elements(file: Path) -> list[Element]:
    """Return a template's elements, in their order."""
    reader = _Reader(file)
    reader.feed(_COMMENT.sub(lambda match: "\n" * match[0].count("\n"), file.read_text()))
    return reader.read


def complaints(files: Iterable[Path]) -> Iterator[str]:
    """Return a line for each thing that only works with scripts."""
    everything = [element for file in files for element in elements(file)]
    for element in everything:
        for why in _only_by_script(element, everything):
            yield f"{element.file}:{element.line}: {why}"


def _only_by_script(element: Element, everything: list[Element]) -> Iterator[str]:
    unknown = {name for name in element.attributes if name.startswith("hx-")} - _MANNER - set(_ASKING)
    for name in sorted(unknown):
        yield f"{name} has no plain way: ask by hx-get or hx-post, as a link or a form does"
    if element.asks and not _excepted(element) and not _plain(element, everything):
        method, address = element.asks
        yield f"nothing plain does what hx-{method}=“{address}” does: give it a link, or a form with a button"


def _excepted(element: Element) -> bool:
    home = element.file.relative_to(ROOT).as_posix() if element.file.is_relative_to(ROOT) else ""
    return element.attributes.get("hx-trigger") == _READ_AGAIN or (home, element.asks[1]) in EXCEPTIONS


def _plain(element: Element, everything: list[Element]) -> bool:
    method, address = element.asks
    match element.tag:
        case "a":
            # Where on the page the answer stands is no other question.
            return method == "get" and element.attributes.get("href", "").partition("#")[0] == address
        case "form":
            return _is_plain_form(element, method, address) and _can_be_sent(element, everything)
        case "button":
            return element.submits and element.has(formaction=address)
    # Asked by what is chosen inside: a button of the same pages asks the same.
    beside = [other for other in everything if other.file.parent == element.file.parent]
    return any(other.submits and other.has(formaction=address) for other in beside)


def _is_plain_form(form: Element, method: str, address: str) -> bool:
    return form.has(action=address) and form.attributes.get("method", "get") == method


def _can_be_sent(form: Element, everything: list[Element]) -> bool:
    """Return whether a button sends it: one inside, or one elsewhere that names it."""
    name = form.attributes.get("id", "")
    return any(inside.submits for inside in form.inside) or any(
        other.submits and _names(other, form, name) for other in everything
    )


def _names(button: Element, form: Element, name: str) -> bool:
    """Two names that are put together from props are the same thing's in one folder of components."""
    given = button.attributes.get("form", "")
    put_together = given.startswith("{{") and name.startswith("{{") and button.file.parent == form.file.parent
    return bool(given) and (given == name or put_together)
