"""Which edition of methods, rates and taxes is the latest, so that nobody has to read them to know."""

import uuid
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _


class TariffEdition(models.Model):
    """The one row that changes with every change of what deliveries and taxes cost.

    A statement that is needed anyway brings its mark along, and a process keeps what it read under that mark:
    it is as fresh as a statement of its own would be, and costs none. A mark is never used again.
    """

    mark = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("edition of the tariff")

    def __str__(self) -> str:
        return str(self.mark)


def new_edition() -> None:
    """Let every process read the tariff anew."""
    TariffEdition.objects.update_or_create(pk=1, defaults={"mark": uuid.uuid4()})


class TariffQuerySet(models.QuerySet[Any]):
    """Rows of the tariff: whatever changes many of them at once makes a new edition, too."""

    def update(self, **fields: Any) -> int:
        """Change rows."""
        with transaction.atomic():
            new_edition()
            return super().update(**fields)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete rows."""
        with transaction.atomic():
            new_edition()
            return super().delete()

    def bulk_create(self, *args: Any, **options: Any) -> list[Any]:
        """Add rows."""
        with transaction.atomic():
            new_edition()
            return super().bulk_create(*args, **options)


class TariffRow(models.Model):
    """A row of the tariff: saving or deleting it makes a new edition, in the same transaction."""

    objects = TariffQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Save it."""
        with transaction.atomic():
            new_edition()
            super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Delete it."""
        with transaction.atomic():
            new_edition()
            return super().delete(*args, **options)
