"""Hold our payments against what their providers say."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from shop.orders.reconciliation import differences


class Command(BaseCommand):
    """Exits with an error, naming each difference, when a provider's books are not ours."""

    help = "Compare the payments of the last two weeks with the providers'; exits non-zero where they differ."

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask every provider that is on offer."""
        found = list(differences(settings.PAYMENT_PROVIDERS))
        for difference in found:
            self.stderr.write(difference)
        if found:
            raise CommandError(f"{len(found)} difference(s).")
        self.stdout.write("Our payments and the providers’ agree.")
