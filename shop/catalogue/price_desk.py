"""The merchant's desk for prices of many variants at once."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shop import money
from shop.catalogue import previewing, price_changes
from shop.catalogue.models import PriceChange, PriceChangeLine, Variant
from shop.catalogue.previewing import NotMade, Previewed, Question
from shop.catalogue.steps import NoStep, Step


class PriceChangeForm(Question):
    """What should become of the prices."""

    heading = gettext_lazy("Change prices")
    most = 20_000  # worked out and written within one request
    step = forms.CharField(
        label=gettext_lazy("Change"),
        max_length=20,
        help_text=gettext_lazy(
            "As in -10%, +2.00 or =19.99. You see the new prices before any of them changes."
        ),
    )

    class Meta:
        model = PriceChange
        fields = ["step", "ending", "compare"]

    def clean_step(self) -> str:
        """Refuse what is no change, in words."""
        try:
            return str(Step.read(self.cleaned_data["step"]))
        except NoStep:
            raise ValidationError(_("Please write it as in -10%, +2.00 or =19.99.")) from None


class ChangesPrices(admin.ModelAdmin):
    """A list whose rows stand for variants with a price."""

    def has_price_permission(self, request: HttpRequest) -> bool:
        """Whether this member of staff may set prices."""
        return request.user.has_perm("catalogue.change_variant")

    @admin.action(description=gettext_lazy("Change the prices of the selected…"), permissions=["price"])
    def change_prices(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
        """Ask how, and lead to a preview."""
        variants = self.priced(rows)
        form = PriceChangeForm(
            request.POST if "preview" in request.POST else None, instance=PriceChange(actor=request.user)
        )

        def preview() -> PriceChange:
            return price_changes.draft(variants, form.instance)

        return previewing.ask(request, form, variants, preview)

    def priced(self, rows: QuerySet[Any]) -> QuerySet[Variant]:
        """Return the variants that the rows stand for."""
        return Variant.objects.filter(pk__in=rows.order_by().values("pk"))


@admin.register(PriceChange)
class PriceChangeAdmin(Previewed):
    """Price changes: previewed, or made."""

    permission = "catalogue.change_variant"
    columns = (
        gettext_lazy("Now"),
        gettext_lazy("New"),
        gettext_lazy("Compare at"),
        gettext_lazy("New compare at"),
    )

    def cells(self, line: PriceChangeLine) -> Sequence[str]:
        """Return the prices as they are shown."""
        amounts = (line.price_before, line.price_after, line.compare_before, line.compare_after)
        return ["–" if amount is None else money.shown(amount) for amount in amounts]

    def totals(self, change: PriceChange) -> Sequence[str]:
        """Return what one of each costs."""
        sums = price_changes.written(change).aggregate(before=Sum("price_before"), after=Sum("price_after"))
        return [money.shown(amount or money.ZERO) for amount in sums.values()]

    def confirm(self, change: PriceChange, revision: int, request: HttpRequest) -> str:
        """Set the prices."""
        try:
            price_changes.confirm(change, revision, request.user)
        except price_changes.NotAsPreviewed:
            text = _(
                "Nothing was changed: this was done already, or is not as it was shown. Please look again."
            )
            raise NotMade(text) from None
        moved = price_changes.written(change).count()
        return ngettext("%(n)s price was changed.", "%(n)s prices were changed.", moved) % {"n": moved}

    def put_back(self, change: PriceChange, request: HttpRequest) -> PriceChange:
        """Return a draft that would undo the change."""
        return price_changes.put_back(change, request.user)
