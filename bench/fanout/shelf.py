"""One variant whose last units come and go: each change is committed, and shows on its page."""

from collections.abc import Callable
from time import monotonic

from django.conf import settings
from django.utils import translation

from components.fragments import partials
from shop.catalogue.models import Variant
from shop.inventory.counter import move
from shop.inventory.models import Stock
from shop.live.topics import Snapshot, kinds
from shop.live.watching import Live

KIND = "variant"
LAST = settings.FEW_LEFT  # units, a number that only the last change of a burst shows


class Shelf:
    """The variant's counter, that nobody else moves. What it shows is “Only N left”, N changing each time."""

    def __init__(self, sku: str) -> None:
        self.variant: int = Variant.objects.get(sku=sku).pk
        self.left: int = Stock.objects.get(pk=self.variant).available
        self._step = 1

    @property
    def snapshot(self) -> Snapshot:
        """What the database says now."""
        return kinds[KIND].read([self.variant])[self.variant]

    @property
    def text(self) -> str:
        """What the hub would send now."""
        with translation.override(settings.LANGUAGE_CODE):
            return partials(*self.snapshot.props)

    @property
    def token(self) -> str:
        """What a page signs that shows the variant as it is now."""
        with translation.override(settings.LANGUAGE_CODE):
            return Live("", {KIND: {self.variant: self.snapshot.version}}).rest

    def change(self, tell: Callable[[], None]) -> float:
        """Move to the next number between 1 and LAST - 1; return as `_move`."""
        if not 1 <= self.left + self._step < LAST:
            self._step = -self._step
        return self._move(self._step, tell)

    def end(self, tell: Callable[[], None]) -> float:
        """Move to LAST, which `change` never shows; return as `_move`."""
        return self._move(LAST - self.left, tell)

    def _move(self, units: int, tell: Callable[[], None]) -> float:
        """Commit, then tell; return when the commit was done, by the monotonic clock."""
        move([self.variant], units)  # a statement of its own, and so a transaction of its own
        committed = monotonic()
        tell()
        self.left += units
        return committed
