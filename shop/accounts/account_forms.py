"""What a shopper's account pages ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.accounts.address_form import AddressForm, line
from shop.accounts.models import Address, User


class BookForm(AddressForm):
    """An address of the address book."""

    phone = line(_("Phone, for the courier"), "tel", 30, required=False)
    is_default = forms.BooleanField(label=_("Use this one unless I say otherwise"), required=False)

    def parts(self) -> dict[str, str]:
        """Return the address; the form must be valid."""
        return {name: self.cleaned_data[name] for name in Address.PARTS}


class ProfileForm(forms.Form):
    """What we call the shopper."""

    name = line(_("Your name"), "name", 150, required=False)


class PasswordForm(forms.Form):
    """Asks for the password again, before what cannot be undone."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Refuse a wrong one."""
        password = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("This is not your password."))
        return password
