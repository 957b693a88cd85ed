"""Mail to shoppers who want it, shortly before a hold in their cart runs out: once for each hold."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from shop.cart.models import Cart, CartLine, HoldReminder
from shop.http import absolute
from shop.inventory.models import Reservation
from shop.notifications.models import MailPreferences
from shop.notifications.outbox import post
from shop.notifications.unsubscribing import MailingList, register, way_out

LONG_ENOUGH = 600  # seconds: who holds for less is still at the cart
LEAD = timedelta(minutes=4)
TOO_LATE = timedelta(minutes=1)  # a mail is read no sooner
LIST = "holds"


def remind() -> int:
    """Write to each shopper whose holds end soon, one mail for a cart; return how many."""
    carts: defaultdict[Cart, list[CartLine]] = defaultdict(list)
    for line in ending():
        carts[line.cart].append(line)
    return sum(write(cart, lines) for cart, lines in carts.items())


def way_out_for(user: int) -> str:
    """Return the address at which the user turns these mails off."""
    return way_out(LIST, str(user))


def ending() -> QuerySet[CartLine]:
    """Select the lines to write about. Only an address that was verified gets mail that nobody needs."""
    soon = CartLine.objects.filter(
        reservation__state=Reservation.State.HELD,
        reservation__expires_at__range=(Now() + TOO_LATE, Now() + LEAD),
        reservation__reminder=None,
        variant__hold_seconds__gte=LONG_ENOUGH,
    )
    wanted = soon.filter(
        cart__user__is_active=True,
        cart__user__mail_preferences__holds=True,
        cart__user__emailaddress__verified=True,
        cart__user__emailaddress__email__iexact=F("cart__user__email"),
    )
    return wanted.select_related("cart__user__mail_preferences", "variant__product", "reservation")


@transaction.atomic
def write(cart: Cart, lines: Sequence[CartLine]) -> bool:
    """Write to the cart's shopper of those lines that are new; return whether any is, at this very moment."""
    new = [line for line in lines if HoldReminder.objects.get_or_create(reservation=line.reservation)[1]]
    if new:
        until = min(line.reservation.expires_at for line in new)
        with override(cart.user.mail_preferences.language):  # which the links are in as well
            context = {"lines": new, "until": until, "link": absolute(reverse("cart"))}
            post("hold_ending", cart.user.email, context, unsubscribe=way_out_for(cart.user_id))
    return bool(new)


def _leave(user: str) -> None:
    MailPreferences.objects.filter(user=user).update(holds=False)


register(MailingList(LIST, _("holds that are about to run out"), _leave))
