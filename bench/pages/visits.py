"""What a guest does who only looks."""

from http import HTTPStatus

from bench.callers import Work
from bench.guest import Guest, expect


def look(host: str, port: int, path: str) -> Work:
    """Open a page again and again, each time as somebody new."""
    guest = Guest(host, port)

    def work() -> bool:
        guest.come_in()
        expect(guest.get(path), HTTPStatus.OK)
        return True

    return work
