import socket

import pytest

from deploy.local import listening
from deploy.local.console import Refusal


def test_a_port_in_use_is_refused_in_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Refusal, match=rf"^Port {port} of 127.0.0.1 is in use: [^.]+\.$"):
            listening.claim("127.0.0.1", port)


@pytest.mark.parametrize("host, port", [("no-such-host.invalid", 8000), ("127.0.0.1", 99999)])
def test_an_impossible_address_is_refused_in_words(host: str, port: int) -> None:
    with pytest.raises(Refusal, match="Nothing can listen on"):
        listening.claim(host, port)


@pytest.mark.parametrize(
    "host, url",
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),  # noqa: S104
        ("::1", "http://[::1]:8000"),
    ],
)
def test_the_printed_address_is_one_a_browser_here_reaches(host: str, url: str) -> None:
    assert listening.address(host, 8000) == url


def test_a_shop_on_loopback_answers_to_no_further_name() -> None:
    assert listening.names("127.0.0.1") == []


def test_a_shop_on_every_address_answers_to_the_machines_name() -> None:
    assert socket.gethostname() in listening.names("0.0.0.0")  # noqa: S104
