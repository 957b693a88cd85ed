"""When an e-mail address counts as confirmed without its own link having been pressed."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.signals import password_reset
from django.dispatch import receiver
from django.http import HttpRequest

from shop.accounts.models import User


@receiver(password_reset)
def confirm_by_reset(request: HttpRequest, user: User, **_signal: Any) -> None:
    """Whoever set the password anew by a mailed link reads the address's mail.

    Where a second address waits to take the first one's place, nobody knows which of them got the link.
    """
    addresses = list(user.emailaddress_set.all()[:2])
    if len(addresses) == 1 and not addresses[0].verified:
        get_adapter(request).confirm_email(request, addresses[0])
