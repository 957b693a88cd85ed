"""What a page hears when the process it is connected to is asked to stop."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from http.client import HTTPConnection

import pytest
from django.conf import settings
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from shop.live.sockets import Close
from shop.live.tests.pages import token
from shop.live.topics import Kind, kinds, register

pytestmark = pytest.mark.once

PATIENCE = 20


@pytest.fixture
def daphne() -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A process of this test's own, and where it listens."""
    register(Kind("big", dict))
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        command = [sys.executable, "-m", "daphne", "-v", "0", "--fd", str(listening.fileno())]
        child = subprocess.Popen(
            [*command, "shop.live.tests.served:application"],
            cwd=settings.BASE_DIR,
            env=os.environ | {"SECRET_KEY": settings.SECRET_KEY, "DATABASE_URL": "", "REDIS_URL": ""},
            pass_fds=[listening.fileno()],
        )
        host = f"127.0.0.1:{listening.getsockname()[1]}"
    try:
        with closing(HTTPConnection(host, timeout=PATIENCE)) as probe:
            probe.request("GET", "/")
            probe.getresponse()
        yield child, host
    finally:
        child.kill()
        child.wait()
        del kinds["big"]


def open_page(host: str) -> ClientConnection:
    address = f"ws://{host}/ws/live/?watch={token(big={1: 0})}"
    page = connect(address, origin=f"http://{host}", max_size=None, legacy=True)
    page.recv(timeout=PATIENCE)
    return page


def closed_with(page: ClientConnection) -> int | None:
    with suppress(ConnectionClosed):
        while True:
            page.recv(timeout=PATIENCE)
    return page.close_code


def test_a_process_that_is_asked_to_stop_tells_every_page_to_come_back(
    daphne: tuple[subprocess.Popen[bytes], str],
) -> None:
    child, host = daphne
    with ExitStack() as open_until_then:
        pages = [open_until_then.enter_context(open_page(host)) for _ in range(20)]
        child.send_signal(signal.SIGTERM)
        assert {closed_with(page) for page in pages} == {Close.RESTART}
    assert child.wait(PATIENCE) == 0


def test_a_page_that_does_not_answer_does_not_keep_the_process(
    daphne: tuple[subprocess.Popen[bytes], str],
) -> None:
    child, host = daphne
    with closing(socket.create_connection(host.split(":"), timeout=PATIENCE)) as silent:
        lines = [
            f"GET /ws/live/?watch={token(big={1: 0})} HTTP/1.1",
            f"Host: {host}",
            f"Origin: http://{host}",
        ]
        lines += ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"]
        lines += ["Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="]
        silent.sendall("\r\n".join([*lines, "", ""]).encode())
        assert silent.recv(12) == b"HTTP/1.1 101"
        child.send_signal(signal.SIGTERM)
        assert child.wait(PATIENCE) == 0
