"""What the checkout and "find my order" ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.accounts.address_form import AddressForm, line
from shop.orders.numbers import LENGTH
from shop.orders.payment_choice import ways_to_pay
from shop.orders.recording import Recipient


class CheckoutForm(AddressForm):
    """One page: contact, address, delivery. Prices are not asked for: the quote is signed by us.

    Which ways there are to deliver, and where to, is judged when the order is placed, by the tariff as it is.
    """

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "inputmode": "email"}),
    )
    phone = line(_("Phone, for the courier"), "tel", 30, required=False)
    delivery = forms.CharField(label=_("Delivery"), max_length=20, widget=forms.RadioSelect)
    payment = forms.ChoiceField(label=_("Payment"), widget=forms.RadioSelect)
    code = forms.CharField(
        label=_("Discount code"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )
    address = forms.CharField(max_length=20, required=False)  # of the address book: see recipients.py
    keep_address = forms.BooleanField(label=_("Keep this address in my address book"), required=False)
    quote = forms.CharField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ["email", "phone", "country", "name", "street", "extra", "postcode", "city", "region"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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
