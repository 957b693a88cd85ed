"""Signing up for a variant that is sold out: anybody asks, who reads the address's mail confirms."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override

from shop.accounts.models import User
from shop.accounts.privacy import addresses_of
from shop.catalogue.models import Variant
from shop.http import absolute
from shop.notifications.models import Mail
from shop.notifications.outbox import post
from shop.restock.leaving import leaving_link
from shop.restock.models import SignUp

SALT = "shop.restock.confirm"
KEPT_UNCONFIRMED = timedelta(days=7)
NOT_AGAIN_WITHIN = timedelta(minutes=10)
MOST_A_DAY = 5  # to an address that confirmed nothing, so that nobody can flood another person's inbox

State = SignUp.State


class LinkTooOld(Exception):
    """The link was changed, or is too old, or the sign-up is no more."""


@transaction.atomic
def sign_up(variant: Variant, email: str, user: User | None = None) -> bool:
    """Let the address wait for the variant; return whether it waits already because it is the user's own.

    Else it is asked to confirm by mail, unless it waits or was asked a moment ago: whoever types an address
    does not learn which. An address that was told before may wait again.
    """
    email = User.objects.normalize_email(email)
    own = user is not None and owns(user, email)
    asked = {"language": get_language() or settings.LANGUAGE_CODE, "state": State.ASKED}
    found, new = SignUp.objects.get_or_create(variant=variant, email=email, defaults=asked)
    if own:
        _wait(found)
    elif new or _may_ask_again(found):
        _ask(found, new=new)
    return own


def sign_ups_of(user: User) -> QuerySet[SignUp]:
    """Return what the user's confirmed addresses wait for, the longest first."""
    waiting = SignUp.objects.filter(email__in=addresses_of(user), state=State.WAITING)
    return waiting.select_related("variant__product")


def owns(user: User, email: str) -> bool:
    """Whether the user has shown to read mail at the address."""
    return email in addresses_of(user)


def confirm(token: str) -> SignUp:
    """Let the sign-up of a mailed token wait, from this moment on. Again, it changes nothing.

    Raises LinkTooOld.
    """
    found = signed_up(token)
    _wait(found)
    return found


def signed_up(token: str) -> SignUp:
    """Return the sign-up that a mailed token is about. Raises LinkTooOld."""
    try:
        pk, email = signing.loads(token, salt=SALT, max_age=KEPT_UNCONFIRMED)
        return SignUp.objects.select_related("variant__product").get(pk=pk, email=email)
    except (signing.BadSignature, SignUp.DoesNotExist):
        raise LinkTooOld from None


def product_link(variant: Variant) -> str:
    """Return the absolute address of the variant's page."""
    return absolute(f"{variant.product.get_absolute_url()}?variant={variant.pk}")


def _wait(found: SignUp) -> None:
    waits = {"state": State.WAITING, "confirmed_at": timezone.now(), "told_at": None}
    SignUp.objects.filter(pk=found.pk).exclude(state=State.WAITING).update(**waits)


def _may_ask_again(found: SignUp) -> bool:
    return found.state != State.WAITING and found.asked_at < timezone.now() - NOT_AGAIN_WITHIN


def _ask(found: SignUp, *, new: bool) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    asked = Mail.objects.filter(kind="restock_confirm", to=found.email, created_at__gt=yesterday)
    if asked.count() >= MOST_A_DAY:
        return
    if not new:
        SignUp.objects.filter(pk=found.pk).update(asked_at=timezone.now())
    token = signing.dumps([found.pk, found.email], salt=SALT)
    with override(found.language):  # which the links are in as well
        context = {"variant": found.variant, "link": absolute(reverse("restock_confirm", args=[token]))}
        post("restock_confirm", found.email, context, unsubscribe=leaving_link(found.email))
