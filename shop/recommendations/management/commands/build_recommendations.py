"""The command that finds every product's neighbours anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shop.recommendations.building import AlreadyBuilding, build
from shop.recommendations.models import Build


class Command(BaseCommand):
    help = "Find what is like each product. Until it is done, shelves show what was found before."

    def handle(self, *args: object, **options: Any) -> None:
        try:
            built = build(self._progress)
        except AlreadyBuilding as refusal:
            raise CommandError(str(refusal)) from refusal
        seconds = (built.ended_at - built.began_at).total_seconds()
        self.stdout.write(f"{built.total:,} products in {seconds:,.1f} s, {built.megabytes:,} MB at most.")

    def _progress(self, build: Build) -> None:
        self.stdout.write(f"{build.done:9,} of {build.total:,}")
