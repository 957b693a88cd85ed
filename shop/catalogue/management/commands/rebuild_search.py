"""The command that makes the search index anew."""

from django.core.management.base import BaseCommand

from shop.catalogue.search.indexing import rebuild


class Command(BaseCommand):
    help = "Make the search index anew, and forget words that no product has any more."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"{rebuild():,} products read.")
