"""What the checkout and "find my order" ask for."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from shop.orders.delivery import DELIVERIES, countries
from shop.orders.numbers import LENGTH
from shop.orders.payment_choice import ways_to_pay
from shop.orders.placement import Recipient

one_line = RegexValidator(r"[\r\n]", _("Please keep this to one line."), inverse_match=True)


def _text(label: str, autocomplete: str, length: int, *, required: bool = True) -> forms.CharField:
    attrs = {"autocomplete": autocomplete}
    widget = forms.TextInput(attrs)
    return forms.CharField(
        label=label, max_length=length, required=required, widget=widget, validators=[one_line]
    )


class CheckoutForm(forms.Form):
    """One page: contact, address, delivery. Prices are not asked for: the quote is signed by us."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "inputmode": "email"}),
    )
    name = _text(_("Full name"), "name", 150)
    phone = _text(_("Phone, for the courier"), "tel", 30, required=False)
    street = _text(_("Street and number"), "address-line1", 200)
    extra = _text(_("Flat, floor, company"), "address-line2", 200, required=False)
    postcode = _text(_("Postcode"), "postal-code", 20)
    city = _text(_("Town or city"), "address-level2", 100)
    country = forms.ChoiceField(label=_("Country"), widget=forms.Select({"autocomplete": "country"}))
    delivery = forms.ChoiceField(label=_("Delivery"), widget=forms.RadioSelect, initial="standard")
    payment = forms.ChoiceField(label=_("Payment"), widget=forms.RadioSelect)
    quote = forms.CharField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("Choose a country")), *countries()]
        self.fields["delivery"].choices = [(delivery.code, delivery.name) for delivery in DELIVERIES.values()]
        ways = [(way.code, way.name) for way in ways_to_pay()]
        self.fields["payment"].choices, self.fields["payment"].initial = ways, ways[0][0]

    def recipient(self) -> Recipient:
        """Return who gets the order, and where; the form must be valid."""
        names = Recipient.__dataclass_fields__
        return Recipient(**{name: self.cleaned_data[name] for name in names})


class FindOrderForm(forms.Form):
    """An order's number and the address it was placed with."""

    number = forms.CharField(
        label=_("Order number"),
        max_length=LENGTH + 8,
        widget=forms.TextInput({"autocomplete": "off", "placeholder": "4KX9-TQ2M7"}),
    )
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput({"autocomplete": "email"}))

    def clean_number(self) -> str:
        """Read a number however it was typed: lower case, with spaces."""
        return self.cleaned_data["number"].upper().replace(" ", "")
