"""Signing up, so that nobody learns by it who has an account."""

from typing import Any

from allauth.account.forms import SignupForm as BaseSignupForm
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest


class SignupForm(BaseSignupForm):
    """Spends as much time on an address that has an account: hashing the password is what takes long."""

    def try_save(self, request: HttpRequest) -> tuple[Any, Any]:
        """Create the user, or mail the owner of the address that there is one; either posts one mail."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)
