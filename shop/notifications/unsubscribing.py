"""The way out of mail that nobody needs: a signed address in each, which works for ever.

An area registers a list with what leaving it means. https://www.rfc-editor.org/rfc/rfc8058 wants it to work
by one POST, without cookies and without a redirect.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.functional import Promise

SALT = "shop.notifications.unsubscribe"


@dataclass(frozen=True, slots=True)
class MailingList:
    """What one may leave. `leave` gets who, as `way_out` was told, and may be called again and again."""

    name: str
    title: Promise
    leave: Callable[[str], None]


lists: dict[str, MailingList] = {}


class UnknownToken(Exception):
    """Nobody signed this, or its list is no more."""


def register(mailing_list: MailingList) -> None:
    """Let mail of this list be left."""
    lists[mailing_list.name] = mailing_list


def way_out(name: str, who: str) -> str:
    """Return the absolute address at which `who` leaves the list."""
    token = signing.Signer(salt=SALT).sign_object([name, who])
    return settings.PUBLIC_URL + reverse("unsubscribe", args=[token])


def read(token: str) -> tuple[MailingList, str]:
    """Return which list the token is about, and who leaves it. Raises UnknownToken."""
    try:
        name, who = signing.Signer(salt=SALT).unsign_object(token)
        return lists[name], who
    except (signing.BadSignature, KeyError, ValueError):
        raise UnknownToken from None
