"""The fields of a postal address, for whichever form asks for one."""

import re
import unicodedata
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from shop.accounts.addresses import BadAddress, Shape, shape, validated
from shop.accounts.countries import by_name

LINE_BREAKS = r"[\r\n\v\f\x85\u2028\u2029]"
one_line = RegexValidator(LINE_BREAKS, _("Please keep this to one line."), inverse_match=True)
# Nor those that turn the direction of what follows: a label reads as it was typed.
printable = RegexValidator(
    r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]",
    _("This contains a character that cannot be printed."),
    inverse_match=True,
)


class LineField(forms.CharField):
    """One line of text: no control characters, blanks side by side made one, letters composed."""

    default_validators = [one_line, printable]

    def to_python(self, value: Any) -> str:
        """Return the text as it is kept."""
        return unicodedata.normalize("NFC", re.sub(r"[ \t\u00a0]+", " ", super().to_python(value)))


def line(label: str, autocomplete: str, length: int, *, required: bool = True) -> LineField:
    """Return a field for a line that the browser may know already."""
    widget = forms.TextInput({"autocomplete": autocomplete})
    return LineField(label=label, max_length=length, required=required, widget=widget)


class AddressForm(forms.Form):
    """Who lives where. What a country asks of an address is looked at when all the fields are in.

    The region is a list where the country of the data, or of `initial`, has one; hidden where it has none.
    """

    name = line(_("Full name"), "name", 150)
    street = line(_("Street and number"), "address-line1", 200)
    extra = line(_("Flat, floor, company"), "address-line2", 200, required=False)
    postcode = line(_("Postcode"), "postal-code", 20)
    city = line(_("Town or city"), "address-level2", 100)
    region = line(_("Region"), "address-level1", 100, required=False)
    country = forms.ChoiceField(label=_("Country"), widget=forms.Select({"autocomplete": "country"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("Choose a country")), *by_name(self.countries())]
        wanted = shape(self["country"].value() or "")
        self.fields["postcode"].required = wanted.postcode_required
        self._shape_region(wanted)

    def countries(self) -> list[str]:
        """Return the codes of the countries to choose from."""
        return settings.DELIVERY_COUNTRIES

    def clean(self) -> dict[str, Any]:
        """Hold the address against what its country asks for."""
        cleaned = super().clean()
        if country := cleaned.get("country"):
            try:
                cleaned |= validated(
                    country, {name: cleaned.get(name, "") for name in ("region", "postcode")}
                )
            except BadAddress as bad:
                for name in bad.errors.keys() - self.errors.keys():
                    self.add_error(name, bad.errors[name])
        return cleaned

    def _shape_region(self, wanted: Shape) -> None:
        field = self.fields["region"]
        field.label, field.required = wanted.region_label or field.label, wanted.region_required
        if wanted.regions:
            choices = [("", _("Please choose")), *((name, name) for name in wanted.regions)]
            field.widget = forms.Select({"autocomplete": "address-level1"}, choices)
        elif not wanted.region:
            field.widget = forms.HiddenInput()
