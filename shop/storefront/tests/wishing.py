"""What a shopper does with hearts, and what the wishlist shows."""

from django.http import HttpResponse
from django.test import Client


def press(client: Client, headers: dict[str, str] | None = None, **says: object) -> HttpResponse:
    """Press a heart that says so."""
    return client.post("/wishlist/change/", says, headers=headers or {})


def kept(client: Client) -> list[str]:
    """Return the titles on the page of the wishlist."""
    return [card.title for card in client.get("/wishlist/").context["cards"]]
