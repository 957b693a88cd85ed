"""What is left alone, or left for the end, and why."""

import re

from e2e.crawling.addresses import path_pattern

# These end a visitor's session or account, and come when everything else has been tried.
LAST = ("/accounts/logout/", "/admin/logout/", "/account/data/delete/")
# By these the merchant would lock itself or the shopper out, at once or by a password of chance.
LOCKS_OUT = ("/admin/accounts/user/", "/admin/auth/", "/accounts/2fa/", "/admin/password_change/")
# Mails as they would be, about orders that nobody placed.
MADE_UP = "/dev/mails/<name>/"
# Windows that tell the page that opened them what was chosen; alone they have nobody to tell.
_SMALL_WINDOW = re.compile(r"[?&]_popup=")


def is_small_window(address: str) -> bool:
    """Return whether a page has another's window to speak to."""
    return bool(_SMALL_WINDOW.search(address))


def is_made_up(address: str) -> bool:
    """Return whether a page's links lead to what there is not."""
    return path_pattern(address).startswith(MADE_UP)


def is_last(action: str) -> bool:
    """Return whether sending there is for the end of the crawl."""
    return path_pattern(action).startswith(LAST)


def locks_out(method: str, action: str) -> bool:
    """Return whether sending there could keep a visitor out for the rest of the crawl."""
    return method == "post" and path_pattern(action).startswith(LOCKS_OUT)
