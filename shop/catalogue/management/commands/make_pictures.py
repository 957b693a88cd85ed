"""The command that makes what pictures wait for."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shop.catalogue.imaging import making
from shop.catalogue.models import Picture


class Command(BaseCommand):
    help = (
        "Make the renditions of pictures that wait for them, or that failed before. The workers do so by "
        "themselves; after a large import, several of these at once use every core."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="make every picture anew")

    def handle(self, *args: object, **options: Any) -> None:
        again = Picture.objects.exclude(state=Picture.State.PENDING)
        making.wait_again(again if options["all"] else again.filter(state=Picture.State.FAILED))
        made = 0
        while making.make_next():
            made += 1
        failed = Picture.objects.filter(state=Picture.State.FAILED)
        for picture in failed.select_related("product")[:50]:
            self.stderr.write(f"{picture.product.slug}: {picture.file.name}: {picture.failure}")
        if failures := failed.count():
            raise CommandError(f"{failures:,} pictures could not be made.")
        others = Picture.objects.filter(state=Picture.State.PENDING).count()
        self.stdout.write(f"{made:,} pictures made; others have {others:,}.")
