"""The head of a page, read as a search engine reads it: by a parser, not by what was meant."""

import json
from html.parser import HTMLParser
from typing import Any

from django.test import Client


class HeadOf(HTMLParser):
    """Reads `title`, `meta` by name or property, `links` by rel, and the things told as JSON-LD."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title = ""
        self.meta: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.data: list[dict[str, Any]] = []
        self._in = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element says of the page."""
        said = {name: value or "" for name, value in attrs}
        self._in = f"{tag} {said.get('type', '')}".strip()
        if tag == "meta" and "content" in said:
            self.meta[said.get("property") or said.get("name", "")] = said["content"]
        if tag == "link":
            self.links[said["rel"]] = said["href"]

    def handle_data(self, data: str) -> None:
        """Note the text of the title, and the data."""
        if self._in == "title":
            self.title += data.strip()
        if self._in == "script application/ld+json":
            self.data.append(json.loads(data))

    def handle_endtag(self, tag: str) -> None:
        """Note that an element is over."""
        self._in = ""

    def thing(self, kind: str) -> dict[str, Any]:
        """Return the one thing of this type."""
        (found,) = [thing for data in self.data for thing in data["@graph"] if thing["@type"] == kind]
        return found


def head_of(client: Client, url: str) -> HeadOf:
    """Return the head of the page at the address."""
    response = client.get(url)
    assert response.status_code == 200
    return HeadOf(response.content.decode())
