"""Addresses of the shop that is crawled, and the pattern that many of them share."""

import re
from urllib.parse import parse_qsl, urldefrag, urlsplit

from deploy.local.console import Refusal

# What stands in an address for one thing of many. A shop's other names are few, and tell pages apart.
_ONE_OF_MANY = (
    (re.compile(r"^(/products)/[^/]+/$"), r"\1/<slug>/"),
    (re.compile(r"^/(media|static)/.*"), r"/\1/<file>"),
    (re.compile(r"^/dev/mails/[^/]+/"), "/dev/mails/<name>/"),
    (re.compile(r"/[0-9A-Z]{4}-[0-9A-Z]{5}(?=/)"), "/<number>"),
    (re.compile(r"/\d+(?=[/.]|$)"), "/<n>"),
    (re.compile(r"-\d+(?=\.)"), "-<n>"),
    (re.compile(r"/(?=[^/]*\d)[\w:.-]{16,}(?=/|$)"), "/<token>"),
)


def path_pattern(address: str) -> str:
    """Return an address's path with what tells one thing from another left open."""
    path = urlsplit(address).path
    for looks, name in _ONE_OF_MANY:
        path = looks.sub(name, path)
    return path


def pattern(address: str) -> str:
    """Return the path's pattern and the names of what is asked: one kind of page."""
    asked = sorted({name for name, _ in parse_qsl(urlsplit(address).query, keep_blank_values=True)})
    return path_pattern(address) + ("?" + "&".join(asked) if asked else "")


def is_file(address: str) -> bool:
    """Return whether an address's name has an ending, as a paper's or a picture's: it is no page."""
    return "." in urlsplit(address).path.rsplit("/", 1)[1]


class Home:
    """The one shop that may be asked."""

    def __init__(self, url: str) -> None:
        """Raises Refusal when the address is none that could be crawled."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Refusal(f"“{url}” is no address of a shop: it begins with http:// or https://.")
        self.url = f"{parts.scheme}://{parts.netloc}"
        # Every other host, port or scheme: a browser is kept from asking these at all.
        self.elsewhere = re.compile(rf"^(?!{re.escape(self.url)}(?:[/?#]|$))(?:https?|wss?):")

    def owns(self, address: str) -> bool:
        """Return whether an address, with its host, is one of this shop's."""
        return address.startswith(("http:", "https:")) and not self.elsewhere.match(address)

    def within(self, address: str) -> str:
        """Return the address without host and fragment. Raises Refusal for any other shop's."""
        if not self.owns(address):
            raise Refusal(f"{address} is not at {self.url}, and only that is crawled.")
        return urldefrag(address).url[len(self.url) :] or "/"
