"""What shoppers tell us about mail."""

from django import forms

from shop.notifications.models import MailPreferences


class PreferencesForm(forms.ModelForm):
    """Which mail a shopper wants."""

    class Meta:
        model = MailPreferences
        fields = ("holds",)
