"""The merchant's desk for units of many variants at once."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shop.catalogue import previewing, variant_desk
from shop.catalogue.models import Variant
from shop.catalogue.previewing import NotMade, Previewed, Question
from shop.catalogue.steps import NoStep, Step
from shop.inventory import stock_changes
from shop.inventory.locking import Busy
from shop.inventory.models import StockChange, StockChangeLine

admin.site.unregister(Variant)


class StockChangeForm(Question):
    """How many units come or go, and why."""

    heading = gettext_lazy("Change stock")
    most = 5000  # whose stock is locked together while they are entered
    step = forms.CharField(
        label=gettext_lazy("Units of each"),
        max_length=20,
        help_text=gettext_lazy("As in +5, -2 or =12. You see what would be left before any of it changes."),
    )

    class Meta:
        model = StockChange
        fields = ["step", "reason", "note"]

    def clean_step(self) -> str:
        """Refuse what is no number of units, in words."""
        words = ValidationError(_("Please write whole units as in +5, -2 or =12."))
        try:
            step = Step.read(self.cleaned_data["step"])
        except NoStep:
            raise words from None
        if step.percent or step.amount % 1:
            raise words
        return str(step)


@admin.register(Variant)
class VariantAdmin(variant_desk.VariantAdmin):
    """Variants, whose units can be counted many at once."""

    actions = [*variant_desk.VariantAdmin.actions, "change_stock"]

    def has_stock_permission(self, request: HttpRequest) -> bool:
        """Whether this member of staff may write into the ledger."""
        return request.user.has_perm("inventory.add_stockentry")

    @admin.action(description=gettext_lazy("Change the stock of the selected…"), permissions=["stock"])
    def change_stock(self, request: HttpRequest, rows: QuerySet[Variant]) -> HttpResponse | None:
        """Ask how, and lead to a preview."""
        variants = Variant.objects.filter(pk__in=rows.order_by().values("pk"))
        form = StockChangeForm(
            request.POST if "preview" in request.POST else None, instance=StockChange(actor=request.user)
        )

        def preview() -> StockChange:
            return stock_changes.draft(variants, form.instance)

        return previewing.ask(request, form, variants, preview)


@admin.register(StockChange)
class StockChangeAdmin(Previewed):
    """Stock changes: previewed, or entered."""

    permission = "inventory.add_stockentry"
    columns = (gettext_lazy("Left now"), gettext_lazy("Left then"))

    def cells(self, line: StockChangeLine) -> Sequence[Any]:
        """Return the units."""
        return [line.left_before, line.left_after]

    def totals(self, change: StockChange) -> Sequence[int]:
        """Return the units of all."""
        sums = stock_changes.written(change).aggregate(before=Sum("left_before"), after=Sum("left_after"))
        return [units or 0 for units in sums.values()]

    def confirm(self, change: StockChange, revision: int, request: HttpRequest) -> str:
        """Enter the units."""
        try:
            stock_changes.confirm(change, revision, request.user)
        except stock_changes.NotAsPreviewed:
            text = _(
                "Nothing was changed: this was done already, or is not as it was shown. Please look again."
            )
            raise NotMade(text) from None
        except Busy:
            raise NotMade(_("The stock was busy: please try again.")) from None
        moved = stock_changes.written(change).count()
        return ngettext("%(n)s stock was changed.", "%(n)s stocks were changed.", moved) % {"n": moved}

    def put_back(self, change: StockChange, request: HttpRequest) -> StockChange:
        """Return a draft of the opposite entries."""
        return stock_changes.take_back(change, request.user)
