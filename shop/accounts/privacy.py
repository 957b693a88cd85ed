"""What the shop holds about a person: to take along, and to forget. Each area registers its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from shop.accounts.locking import lock_user
from shop.accounts.models import User
from shop.notifications.models import Mail, MailPreferences


@dataclass(frozen=True, slots=True)
class Holding:
    """What one area holds about a person.

    `export` returns it as plain values. `forget` erases it, in a transaction of its own, and may be called
    again.
    `obstacle` says in words for the shopper why that cannot be done yet, or nothing.
    """

    name: str
    export: Callable[[User], Any]
    forget: Callable[[User], None]
    obstacle: Callable[[User], str] = lambda _user: ""


class NotYet(Exception):
    """An account cannot be deleted now. `obstacles` says why, in words for the shopper."""

    def __init__(self, obstacles: list[str]) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = obstacles


holdings: dict[str, Holding] = {}


def register(holding: Holding) -> None:
    """Let an area's data be exported and erased with the account."""
    holdings[holding.name] = holding


def export(user: User) -> dict[str, Any]:
    """Return everything that is held about the shopper, by area."""
    return {name: holding.export(user) for name, holding in holdings.items()}


def obstacles(user: User) -> list[str]:
    """Return why the account cannot be deleted now, in words for the shopper."""
    return [said for holding in holdings.values() if (said := holding.obstacle(user))]


def delete_account(user: User) -> None:
    """Forget the shopper. Raises NotYet; nothing has happened then.

    Area after area, each in its own transaction, so that no lock waits for another area's; the user goes
    last. Cut short, it can simply be done again. Sessions end with the user.
    """
    if said := obstacles(user):
        raise NotYet(said)
    for holding in reversed(holdings.values()):
        holding.forget(user)


def addresses_of(user: User) -> list[str]:
    """Return the e-mail addresses that are known to be the shopper's, in lower case."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    return list(confirmed.values_list(Lower("email"), flat=True))


def _account(user: User) -> dict[str, Any]:
    emails = user.emailaddress_set.values("email", "verified", "primary")
    return {
        "email": user.email,
        "name": user.name,
        "joined": user.date_joined,
        "last signed in": user.last_login,
        "e-mail addresses": list(emails),
        "authenticators": list(user.authenticator_set.values("type", "created_at", "last_used_at")),
        "mail preferences": list(MailPreferences.objects.filter(user=user).values("holds", "language")),
        "addresses": [{**address.parts(), "default": address.is_default} for address in user.addresses.all()],
    }


@transaction.atomic
def _forget_account(user: User) -> None:
    lock_user(user.pk).delete()


def _mails(user: User) -> QuerySet[Mail]:
    """The mails to the shopper, and those that they wrote to the merchant by the contact form."""
    theirs, ends = addresses_of(user), {"recipient": Lower("to"), "writer": Lower("reply_to")}
    return Mail.objects.alias(**ends).filter(Q(recipient__in=theirs) | Q(writer__in=theirs))


def _export_mails(user: User) -> list[dict[str, Any]]:
    return list(_mails(user).values("kind", "to", "subject", "status", "created_at", "sent_at"))


def _forget_mails(user: User) -> None:
    _mails(user).delete()


register(Holding("account", _account, _forget_account))
register(Holding("mails", _export_mails, _forget_mails))
