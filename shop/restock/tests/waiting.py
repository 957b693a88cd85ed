"""What the tests of back-in-stock start from."""

from datetime import timedelta

from django.utils import timezone

from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.notifications.models import Mail
from shop.restock.models import SignUp


def sold_out(title: str = "Kettle") -> Variant:
    """Make a variant without units."""
    return make_product(title=title, stock=0).default_variant


def waiting(variant: Variant, *names: str) -> None:
    """Let them wait, the first named for the longest."""
    for place, name in enumerate(names):
        since = timezone.now() - timedelta(hours=len(names) - place)
        email = f"{name}@shop.example"
        row = {"variant": variant, "email": email, "language": "en", "asked_at": since, "confirmed_at": since}
        SignUp.objects.create(state=SignUp.State.WAITING, **row)


def told() -> list[str]:
    """Return who was written to that something is back, in order."""
    mails = Mail.objects.filter(kind="restock_back").order_by("pk")
    return [mail.to.removesuffix("@shop.example") for mail in mails]
