"""What somebody ordered as a guest joins their account, once the e-mail address is known to be theirs."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed, user_logged_in
from django.contrib import messages
from django.db.models.functions import Lower
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import ngettext

from shop.accounts.models import User
from shop.accounts.privacy import addresses_of
from shop.inventory.locking import Busy, transactional
from shop.orders.locking import lock_orders
from shop.orders.models import Order


@receiver(user_logged_in)
def join_on_login(request: HttpRequest, user: User, **_signal: Any) -> None:
    """Look for orders that were placed as a guest since."""
    _join(request, user)


@receiver(email_confirmed)
def join_on_confirmation(request: HttpRequest, email_address: EmailAddress, **_signal: Any) -> None:
    """Look for orders that were placed with the address before."""
    _join(request, email_address.user)


def _join(request: HttpRequest, user: User) -> None:
    """Join what there is; where an order is busy, the next sign-in does it."""
    try:
        count = join(user)
    except Busy:
        return
    if count:
        text = ngettext(
            "%(count)s order that you placed without an account is in your account now.",
            "%(count)s orders that you placed without an account are in your account now.",
            count,
        )
        messages.info(request, text % {"count": count})


@transactional
def join(user: User) -> int:
    """Give the shopper the guest orders of their confirmed addresses, whatever the case; return how many.

    Locks the orders. Raises Busy.
    """
    guests = Order.objects.alias(address=Lower("email")).filter(user=None)
    found = lock_orders(guests.filter(address__in=addresses_of(user)))
    return Order.objects.filter(pk__in=[order.pk for order in found]).update(user=user) if found else 0
