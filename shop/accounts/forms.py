"""The admin's forms for users whose name is their e-mail address."""

from django.contrib.auth import forms

from shop.accounts.models import User


class UserCreationForm(forms.AdminUserCreationForm):
    """Create a user; without a password they enter by a password reset."""

    class Meta:
        model = User
        fields = ("email",)


class UserChangeForm(forms.UserChangeForm):
    """Change a user."""

    class Meta:
        model = User
        fields = "__all__"
