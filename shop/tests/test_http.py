import pytest
from django.test import RequestFactory
from pytest_django import Settings

from shop.http import client_address

PROXY = "10.0.0.7"


def seen(forwarded: str | None, *, nearest: str = PROXY) -> str:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return client_address(RequestFactory().get("/", headers=headers, REMOTE_ADDR=nearest))


def test_without_a_proxy_of_ours_nobody_can_say_who_they_are() -> None:
    assert seen("203.0.113.9", nearest="198.51.100.1") == "198.51.100.1"


@pytest.mark.parametrize(
    "proxies, forwarded, client",
    [
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        (2, "203.0.113.9, 10.0.0.8", "203.0.113.9"),
        (2, "1.1.1.1, 203.0.113.9, 10.0.0.8", "203.0.113.9"),
        (1, "[2001:db8::1]", "2001:db8::1"),
    ],
)
def test_behind_proxies_only_what_they_wrote_is_believed(
    settings: Settings, proxies: int, forwarded: str, client: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert seen(forwarded) == client


@pytest.mark.parametrize("forwarded", [None, "", "203.0.113.9", "nobody, 10.0.0.8", "<script>, 10.0.0.8"])
def test_what_does_not_come_from_our_proxies_is_taken_for_whoever_connected(
    settings: Settings, forwarded: str | None
) -> None:
    settings.TRUSTED_PROXIES = 2
    assert seen(forwarded) == PROXY
