"""What goes into a parcel, as the merchant fills it in."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.orders.models import Shipment
from shop.orders.tracking import PAGES
from shop.orders.units import LineUnits

CARRIERS = [("", _("Another, or none")), *((name, name) for name in PAGES)]


class PackingForm(forms.Form):
    """Units of each line that is not all sent yet, at first all of them; the key makes a parcel once."""

    carrier = forms.ChoiceField(label=_("Carrier"), choices=CARRIERS, required=False)
    tracking_number = forms.RegexField(
        r"^[\w\- ./]*$",
        label=_("Tracking number"),
        max_length=60,
        required=False,
        error_messages={"invalid": _("A tracking number has letters, digits and dashes.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, lines: Sequence[LineUnits], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.packed = {f"line-{units.line.pk}": units for units in lines if units.to_ship}
        for name, units in self.packed.items():
            self.fields[name] = forms.IntegerField(
                label=units.line.title, min_value=0, max_value=units.to_ship, initial=units.to_ship
            )

    def rows(self) -> list[tuple[forms.BoundField, LineUnits]]:
        """Return the field of each line, with the line."""
        return [(self[name], units) for name, units in self.packed.items()]

    def units(self) -> dict[int, int]:
        """Return the units to send, by line."""
        return {units.line.pk: self.cleaned_data.get(name, 0) for name, units in self.packed.items()}

    def was_sent(self) -> bool:
        """Whether this very form was sent before: its units may be more than are left since."""
        return Shipment.objects.filter(key=self.cleaned_data.get("key")).exists()
