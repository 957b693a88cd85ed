"""What a shopper who writes to the merchant is asked for."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

one_line = RegexValidator(r"[\r\n]", _("Please keep this to one line."), inverse_match=True)


class ContactForm(forms.Form):
    """A message. Its `key` tells a second post of the same form from a second message."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        validators=[one_line],
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("The answer goes there."),
        widget=forms.EmailInput({"autocomplete": "email", "inputmode": "email"}),
    )
    order = forms.CharField(
        label=_("Order number"),
        max_length=20,
        required=False,
        validators=[one_line],
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    message = forms.CharField(
        label=_("Your message"), max_length=5000, widget=forms.Textarea({"rows": 8, "autocomplete": "off"})
    )
    key = forms.CharField(required=False, widget=forms.HiddenInput)
