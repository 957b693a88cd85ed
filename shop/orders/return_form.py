"""What a shopper is asked for who wants to send something back."""

import uuid
from collections.abc import Sequence
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.orders.models import ReturnLine
from shop.orders.returns import Wanted
from shop.orders.units import LineUnits


class Row(NamedTuple):
    """What the form asks of a line."""

    units: LineUnits
    quantity: forms.BoundField
    reason: forms.BoundField


class ReturnForm(forms.Form):
    """Of each line that can be sent back: how many, at first none, and why."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, lines: Sequence[LineUnits], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for units in lines:
            self.fields[f"line-{units.line.pk}"] = forms.IntegerField(
                label=units.line.title, min_value=0, max_value=units.returnable, initial=0, required=False
            )
            self.fields[f"reason-{units.line.pk}"] = forms.ChoiceField(
                label=gettext_lazy("Reason"), choices=ReturnLine.Reason
            )

    def rows(self) -> list[Row]:
        """Return the lines with their fields."""
        return [
            Row(units, self[f"line-{units.line.pk}"], self[f"reason-{units.line.pk}"]) for units in self.lines
        ]

    def wanted(self) -> dict[int, Wanted]:
        """Return what is to go back, by line."""
        asked = self.cleaned_data
        named = {units.line.pk: asked.get(f"line-{units.line.pk}") for units in self.lines}
        usual = ReturnLine.Reason.UNWANTED
        return {pk: Wanted(count, asked.get(f"reason-{pk}") or usual) for pk, count in named.items() if count}

    def clean(self) -> dict[str, Any]:
        """Refuse a return of nothing."""
        cleaned = super().clean()
        if not self.errors and not self.wanted():
            raise forms.ValidationError(_("Say how many of what you would like to send back."))
        return cleaned
