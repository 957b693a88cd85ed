"""What a press on a heart says."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

BIGGEST_KEY = 2**63 - 1


class ChangeForm(forms.Form):
    """The product to put on the wishlist, or to take off. It says which, so a repeated post does no harm."""

    add = forms.IntegerField(min_value=1, max_value=BIGGEST_KEY, required=False)
    remove = forms.IntegerField(min_value=1, max_value=BIGGEST_KEY, required=False)

    def clean(self) -> None:
        """Refuse what names no product, or two."""
        super().clean()
        if bool(self.cleaned_data.get("add")) == bool(self.cleaned_data.get("remove")):
            raise ValidationError(_("We do not know this product."))
