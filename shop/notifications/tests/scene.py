"""What the tests of sending set up."""

from datetime import timedelta

from django.utils import timezone

from shop.notifications.models import Mail


def make_due(mail: Mail) -> None:
    """Let the pause or the lease of a mail be over."""
    Mail.objects.filter(pk=mail.pk).update(next_try_at=timezone.now() - timedelta(seconds=1))
