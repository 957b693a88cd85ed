"""A page opened in this process: the whole of Django, from middleware to the last byte, without a network."""

from functools import cache
from http import HTTPStatus
from http.cookies import SimpleCookie

from django.test import Client


def open_page(url: str) -> int:
    """Open a page as a guest; return its size. Raises AssertionError for what is no page."""
    client = _client()
    client.cookies = SimpleCookie()
    answer = client.get(url)
    if answer.status_code != HTTPStatus.OK:
        raise AssertionError(f"{answer.status_code} at {url}")
    return len(answer.content)


@cache
def _client() -> Client:
    """Return the one there is: each has the middleware to load, which a server does once."""
    return Client(headers={"host": "127.0.0.1"})
