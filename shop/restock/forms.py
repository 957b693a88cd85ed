"""What a shopper tells who wants to know when something is back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.catalogue.models import Product, Variant

OFFERED = Variant.objects.filter(archived=False, product__state=Product.State.PUBLISHED)


class SignUpForm(forms.Form):
    """The variant, and where to write to."""

    variant = forms.ModelChoiceField(OFFERED.select_related("product"), widget=forms.HiddenInput)
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )
