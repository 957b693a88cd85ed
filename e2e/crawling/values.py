"""What is typed into a field: something fitting, nothing, something hostile, or far too much."""

import random
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote

from e2e.crawling.steps import Kind
from e2e.signing_in import PASSWORD

# Looked for in the page afterwards: as an element it is markup that was let through.
PLANTED = "data-crawler-planted"
MARKUP = (f'"><b {PLANTED}>', f"</script></textarea></title></select><b {PLANTED}>")
HOSTILE = (
    "' OR 1=1; DROP TABLE users; --",
    "{{ 7|add:7 }}{% debug %}",
    "%s%n%x {0} {settings.SECRET_KEY}",
    "../../../../etc/passwd",
    "a\r\nBcc: everybody@example.com\r\n\r\nb",
    "nul\x00byte",
    "\u202eright to left\u202c \U0001f9e8 e\u0301\u0301\u0301 \ufeff\u200b",
    "javascript:alert(1)",
    "//evil.example/",
    "=1+1|cmd",
    "on",
    "[]",
    "None",
    "9999-99-99",
    "a@b@c",
    "-1",
    "0",
    "0.000000001",
    "1e309",
    "NaN",
    "-Infinity",
    "1,5",
    "٣",
    "²",
    "2147483648",
    "9223372036854775808",
    "1" + "0" * 30,
)
MARKED_UP = 0.3  # of what is hostile
HUGE = (
    "x" * 20_000,
    "9" * 5_000,
    "ß€\U0001f9e8 " * 5_000,
    "word " * 20_000,
    "a" * 250 + "@example.com",
    "\n" * 30_000,
)
# Beyond twice of this web servers refuse an address by pages of their own; no form of a shop comes near it.
LONGEST_ADDRESS = 2_000  # bytes
_BY_NAME = {
    "email": "crawler@fastshop.example",
    "password": PASSWORD,
    "postcode": "10115",
    "country": "DE",
    "city": "Berlin",
    "street": "Marktstraße 7",
    "phone": "+49 30 1234567",
    "slug": "crawled-thing",
    "sku": "CRAWL-{}",
    "url": "https://fastshop.example/",
    "code": "CRAWL{}",
}
_BY_TYPE = {
    "email": _BY_NAME["email"],
    "password": PASSWORD,
    "date": "2027-01-31",
    "time": "12:30",
    "datetime-local": "2027-01-31T12:30",
    "month": "2027-01",
    "color": "#336699",
    "url": _BY_NAME["url"],
    "tel": _BY_NAME["phone"],
    "number": "1",
    "search": "lamp",
}
# Given by the browser or the server to know their own forms by; a form without is another test's business.
_LEFT_ALONE = {"csrfmiddlewaretoken"}

Field = Mapping[str, Any]


def filled(fields: Sequence[Field], kind: Kind, chances: random.Random, *, by_get: bool) -> dict[int, Any]:
    """Return what each field gets, by its number among the form's controls; others stay as they are.

    Hostile and huge values go into one field, with the others filled in well, as often as into all: what the
    first wrong field is refused for would hide the rest.
    """
    mine = [field for field in fields if field["name"] not in _LEFT_ALONE]
    if kind in (Kind.HOSTILE, Kind.HUGE) and mine and chances.random() < 0.5:
        bad = {chances.choice(mine)["at"]}
    else:
        bad = {field["at"] for field in mine}
    chosen = {
        field["at"]: _value(field, kind if field["at"] in bad else Kind.VALID, chances) for field in mine
    }
    room = LONGEST_ADDRESS // max(1, len(fields))
    fitted = {at: _cut(value, room) if by_get else value for at, value in chosen.items()}
    return {at: value for at, value in fitted.items() if value is not None}


def _cut(value: Any, room: int) -> Any:
    """Return so much of a text as has room in an address."""
    return unquote(quote(value)[:room], errors="ignore") if isinstance(value, str) else value


def _value(field: Field, kind: Kind, chances: random.Random) -> Any:
    match kind:
        case Kind.EMPTY:
            return None if field["type"] == "hidden" else _nothing(field)
        case Kind.HOSTILE:
            return chances.choice(MARKUP if chances.random() < MARKED_UP else HOSTILE)
        case Kind.HUGE:
            return chances.choice(HUGE)
    return _fitting(field, chances)


def _nothing(field: Field) -> Any:
    return False if field["type"] in ("checkbox", "radio") else ""


def _fitting(field: Field, chances: random.Random) -> Any:
    """Return what a form asks for; what a field has already is fitting."""
    match field["type"]:
        case "hidden":
            return None
        case "checkbox":
            return chances.random() < 0.5
        case "radio":
            return True if chances.random() < 0.5 else None
        case "select-one" | "select-multiple":
            return {"found": True} if field["finder"] else _an_option(field, chances)
        case "file":
            return {"file": "picture.png"}
    return (
        field["value"] or _by_name(field["name"].lower(), chances) or _BY_TYPE.get(field["type"], "Crawled")
    )


def _an_option(field: Field, chances: random.Random) -> str | None:
    offered = [option for option in field["options"] if option]
    return chances.choice(offered) if offered else None


def _by_name(name: str, chances: random.Random) -> str | None:
    found = next((value for part, value in _BY_NAME.items() if part in name), None)
    return found.format(chances.randrange(10**6)) if found else None
