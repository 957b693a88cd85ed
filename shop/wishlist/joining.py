"""What a visitor wished for comes along when they sign in."""

from typing import Any

from allauth.account.signals import user_logged_in
from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import ngettext

from shop.accounts.models import User
from shop.wishlist.lists import ShoppersList, VisitorsList


@receiver(user_logged_in)
def join(request: HttpRequest, user: User, **_signal: Any) -> None:
    """Move the session's list to the shopper's own, and say so where not all of it fits."""
    brought = VisitorsList(request.session).take()
    if left_out := ShoppersList(user).add_all(brought) if brought else 0:
        messages.warning(request, _no_room(left_out))


def _no_room(count: int) -> str:
    text = ngettext(
        "Your wishlist is full: %(count)s product that you chose before signing in is not on it.",
        "Your wishlist is full: %(count)s products that you chose before signing in are not on it.",
        count,
    )
    return text % {"count": count}
