"""Samples of the mail that this area sends, for designers."""

from shop.notifications.previews import show

_SAID = {
    "name": "Bob Baker",
    "email": "bob@example.com",
    "message": "Where is my kettle?\n\nIt was to come today.",
}

show(
    {
        "contact": lambda: {**_SAID, "order": "4KX9-TQ2M7", "account": "bob@example.com"},
        "contact:visitor": lambda: {**_SAID, "order": "", "account": ""},
    }
)
