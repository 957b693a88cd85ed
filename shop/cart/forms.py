"""What a cart's posts must say."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

BIGGEST_KEY = 2**63 - 1


class QuantityForm(forms.Form):
    """A whole number of units, at least one, at most the cap of a line."""

    quantity = forms.IntegerField(
        min_value=1,
        max_value=settings.CART_LINE_CAP,
        error_messages={
            "required": _("Say how many you would like."),
            "invalid": _("The quantity must be a whole number."),
            "min_value": _("The quantity must be at least %(limit_value)s."),
            "max_value": _("At most %(limit_value)s of one thing fit in a cart."),
        },
    )


class AddForm(QuantityForm):
    """Which variant, and how many of it."""

    variant = forms.IntegerField(
        min_value=1,
        max_value=BIGGEST_KEY,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("We do not know this product.")
        ),
    )
    field_order = ["variant", "quantity"]
