"""What a test reads from an answer."""

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


def titles(response: HttpResponse) -> list[str]:
    """Return the titles of the listed products, in their order."""
    return [card.title for card in response.context["listing"].cards]


def queries(client: Client, url: str, status: int = 200) -> int:
    """Return how many queries an answer with this status took."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == status
    return len(captured)
