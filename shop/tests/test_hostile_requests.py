"""What no browser would send, to every address there is: none of it may end in an error of ours."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from shop.accounts.models import User

pytestmark = pytest.mark.django_db

PARAMETER = re.compile(r"<[^>]+>|\(\?P.*?\)")
IN_PATHS = ["0", "9" * 30, "%00", "%ED%A0%80", "%0d%0aSet-Cookie:x", "..%2f.."]
BODIES = [
    ("text/xml", b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b"no parts"),
    ("application/x-www-form-urlencoded; charset=nonsense", b"a=%ff&b=\xff&=&&c"),
]
QUERIES = {
    **dict.fromkeys(("page", "variant"), "9" * 400),
    **dict.fromkeys(("category", "key", "order", "sort"), "\x00"),
    "next": "//evil.example",
    "q": b"\xed\xa0\x80",
}


def addresses(within: URLResolver, before: str = "") -> Iterator[str]:
    """Return the pattern of every address but those of the admin, as text."""
    for each in within.url_patterns:
        pattern = before + re.sub(r"[\^$\\]|\\Z", "", str(each.pattern))
        if isinstance(each, URLPattern):
            yield f"/{pattern}"
        elif each.app_name != "admin":
            yield from addresses(each, pattern)


ADDRESSES = sorted(addresses(get_resolver()))


@pytest.fixture(params=["visitor", "shopper"])
def anybody(request: pytest.FixtureRequest, client: Client) -> Client:
    client.raise_request_exception = False
    if request.param == "shopper":
        client.force_login(User.objects.create_user("eve@example.com", "x"))
    return client


def test_every_address_takes_any_method(anybody: Client) -> None:
    methods = ("GET", "BREW")
    asked = [(method, PARAMETER.sub("1", address)) for address in ADDRESSES for method in methods]
    assert [each for each in asked if anybody.generic(*each).status_code >= 500] == []


def test_every_address_takes_any_body(anybody: Client) -> None:
    posted = [(PARAMETER.sub("1", address), *body) for address in ADDRESSES for body in BODIES]
    assert [each for each in posted if _posted(anybody, *each) >= 500] == []


def test_every_address_takes_anything_in_its_path_and_its_query(anybody: Client) -> None:
    asked = [
        PARAMETER.sub(lambda _found, said=said: said, address)
        for address in ADDRESSES
        if PARAMETER.search(address)
        for said in IN_PATHS
    ]
    assert [each for each in asked if anybody.get(each).status_code >= 500] == []
    plain = [address for address in ADDRESSES if not PARAMETER.search(address)]
    assert [each for each in plain if anybody.get(each, QUERIES).status_code >= 500] == []


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "UTF-16"])
def test_half_a_character_does_not_get_in_by_another_charset(client: Client, charset: str) -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n+2AA- \\ud800\r\n--x--\r\n'
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    assert client.generic("POST", "/contact/", part, content_type=kind).status_code == 400


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "nonsense", ""])
def test_utf8_is_utf8_however_it_is_written(client: Client, charset: str) -> None:
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    assert client.generic("POST", "/contact/", b"name=Bob", content_type=kind).status_code == 422


def _posted(client: Client, address: str, kind: str, body: bytes) -> int:
    return client.generic("POST", address, body, content_type=kind).status_code


@pytest.mark.parametrize(
    "body",
    [{"message": "x" * 3_000_000}, {f"field-{number}": "" for number in range(2_000)}],
    ids=["long", "of many fields"],
)
def test_a_body_beyond_all_measure_is_refused(client: Client, body: dict[str, str]) -> None:
    assert client.post("/contact/", body).status_code in (400, 413)
