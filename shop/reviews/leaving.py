"""No more mail that asks for reviews."""

from django.utils.translation import gettext_lazy as _

from shop.notifications.unsubscribing import MailingList, register, way_out
from shop.reviews.models import NoInvitation

LIST = "reviews"


def leaving_link(email: str) -> str:
    """Return the address at which whoever has this e-mail address is asked no more."""
    return way_out(LIST, email.lower())


def leave(email: str) -> None:
    """Never ask the address again."""
    NoInvitation.objects.get_or_create(email=email)


register(MailingList(LIST, _("reviewing what you bought"), leave))
