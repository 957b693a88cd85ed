"""What a page offers: its forms, its links, its socket. Read from the HTML, as a browser does."""

import html
import re

_FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
_INPUT = re.compile(r"<input\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([a-z-]+)(?:="([^"]*)")?')
_BUTTON = re.compile(r'<button id="buy-\d+"([^>]*)>')
_BAND = re.compile(r'<p id="stock-\d+"[^>]*data-band="(\w+)"')
_UNITS = re.compile(r'<option value="(\d+)" selected>')
_SOCKET = re.compile(r'hx-ws:connect="([^"]+)"')
_PRODUCT = re.compile(r'href="(/products/[\w-]+/)"')
_CATEGORY = re.compile(r'href="(/products/\?category=[^"]+)"')
_WORDS = re.compile(
    r'<(?:div|p)\b[^>]*(?:role="alert"|class="notice-text")[^>]*>(.*?)</(?:div|p)>', re.DOTALL
)
_ORDER = re.compile(r"^/orders/([A-Z0-9-]+)/")

Fields = dict[str, str]


class NoSuchForm(LookupError):
    """The page has no form that posts there."""


def form(page: str, action: str) -> tuple[str, Fields]:
    """Return where the page's first form goes whose action matches, and what it sends untouched.

    `action` is a regular expression for the whole address. Raises NoSuchForm.
    """
    for head, body in _FORM.findall(page):
        target = _attributes(head).get("action", "")
        if re.fullmatch(action, target):
            return target, _fields(body)
    raise NoSuchForm(action)


def can_be_bought(page: str) -> bool:
    """Return whether the first buy button of a product's page can be pressed."""
    button = _BUTTON.search(page)
    return bool(button) and "disabled" not in _attributes(button[1])


def band(page: str) -> str:
    """Return what a product's page says of its stock: available, few_left, all_held or sold_out."""
    found = _BAND.search(page)
    return found[1] if found else ""


def units(page: str) -> int:
    """Return how many units are in the cart that a page shows."""
    return sum(map(int, _UNITS.findall(page)))


def socket_address(page: str) -> str:
    """Return the path that the page's WebSocket opens; empty when it has none."""
    found = _SOCKET.search(page)
    return html.unescape(found[1]) if found else ""


def products(page: str) -> list[str]:
    """Return the addresses of the products that the page links to, each once, in the page's order."""
    return list(dict.fromkeys(_PRODUCT.findall(page)))


def categories(page: str) -> list[str]:
    """Return the addresses of the categories that the page links to, each once."""
    return list(dict.fromkeys(html.unescape(path) for path in _CATEGORY.findall(page)))


def words(page: str) -> str:
    """Return the sentence in which an answer says why; empty when it has none."""
    found = _WORDS.search(page)
    return " ".join(re.sub(r"<[^>]+>", " ", html.unescape(found[1])).split()) if found else ""


def order_number(path: str) -> str:
    """Return the number of the order that an address is about; empty when it is about none."""
    found = _ORDER.match(path)
    return found[1] if found else ""


def _attributes(tag: str) -> Fields:
    return {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


def _fields(body: str) -> Fields:
    inputs = [_attributes(tag) for tag in _INPUT.findall(body)]
    sent = [each for each in inputs if each.get("type") != "radio" or "checked" in each]
    return {each["name"]: each.get("value", "") for each in sent if "name" in each}
