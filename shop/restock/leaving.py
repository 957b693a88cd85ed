"""No more mail about what is back in stock."""

from django.utils.translation import gettext_lazy as _

from shop.notifications.unsubscribing import MailingList, register, way_out
from shop.restock.models import SignUp

LIST = "back-in-stock"


def leaving_link(email: str) -> str:
    """Return the address at which whoever has this e-mail address stops waiting for anything."""
    return way_out(LIST, email)


def forget(email: str) -> None:
    """Forget everything that the address waits for."""
    SignUp.objects.filter(email=email).delete()


register(MailingList(LIST, _("what is back in stock"), forget))
