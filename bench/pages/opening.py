"""A page opened in this process: the whole of Django, from middleware to the last byte, without a network."""

from http import HTTPStatus

from django.test import Client


def open_page(url: str) -> int:
    """Open a page as a guest; return its size. Raises AssertionError for what is no page."""
    answer = Client(headers={"host": "127.0.0.1"}).get(url)
    if answer.status_code != HTTPStatus.OK:
        raise AssertionError(f"{answer.status_code} at {url}")
    return len(answer.content)
