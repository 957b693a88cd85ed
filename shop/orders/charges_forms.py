"""What the merchant's desk asks and refuses where deliveries, taxes and discounts are entered."""

from collections import Counter
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from shop.accounts.countries import by_name, country_name
from shop.operations.admin_tables import NamedFields, name_moments
from shop.orders.models import DeliveryMethod, Discount, TaxRate, Zone

MOST_METHODS = 8  # what the checkout's style sheet can tell apart


class ZoneForm(forms.ModelForm):
    """A zone; no country is in two, and one zone at most is for all that are left."""

    countries = forms.MultipleChoiceField(
        label=gettext_lazy("Countries"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None: all that no other zone has."),
    )

    class Meta:
        model = Zone
        fields = ["name", "countries"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["countries"].choices = by_name({*settings.DELIVERY_COUNTRIES, *self.instance.countries})

    def clean_countries(self) -> list[str]:
        """Refuse a country that another zone has."""
        countries = self.cleaned_data["countries"]
        for zone in Zone.objects.exclude(pk=self.instance.pk):
            if not countries and not zone.countries:
                raise ValidationError(_("%(zone)s is for all other countries already.") % {"zone": zone})
            if both := sorted({*countries} & {*zone.countries}):
                names = ", ".join(map(country_name, both))
                raise ValidationError(_("In %(zone)s already: %(names)s.") % {"zone": zone, "names": names})
        return countries


class MethodForm(forms.ModelForm):
    """A delivery method, of which so many can be active."""

    class Meta:
        model = DeliveryMethod
        fields = ["name", "code", "promise", "measure", "active", "position"]

    def clean_active(self) -> bool:
        """Refuse one more than a checkout can show."""
        others = DeliveryMethod.objects.filter(active=True).exclude(pk=self.instance.pk)
        if self.cleaned_data["active"] and others.count() >= MOST_METHODS:
            raise ValidationError(_("At most %(most)s methods can be active.") % {"most": MOST_METHODS})
        return self.cleaned_data["active"]


class RateFormSet(NamedFields):
    """The rates of a method. A band begins where the one before it ends; only two equal bounds overlap."""

    def clean(self) -> None:
        """Refuse two rates for the same parcels."""
        kept = [form.cleaned_data for form in self.forms if self._is_kept(form)]
        bounds = Counter((rate["zone"], rate["up_to"]) for rate in kept)
        for (zone, up_to), times in bounds.items():
            if times > 1:
                bound = _("without a bound") if up_to is None else _("up to %(bound)s") % {"bound": up_to}
                raise ValidationError(
                    _("There are two rates %(bound)s for %(zone)s.") % {"bound": bound, "zone": zone}
                )
        super().clean()

    def _is_kept(self, form: forms.ModelForm) -> bool:
        return bool(form.is_valid() and form.cleaned_data.get("zone")) and form not in self.deleted_forms


class TaxRateForm(forms.ModelForm):
    """A tax rate, for one of the countries we may deliver to."""

    country = forms.ChoiceField(label=gettext_lazy("Country"))

    class Meta:
        model = TaxRate
        fields = ["country", "tax_class", "percent", "valid_from"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {*settings.DELIVERY_COUNTRIES, self.instance.country} - {""}
        self.fields["country"].choices = by_name(known)


class DiscountForm(forms.ModelForm):
    """A discount code; the same in another case is the same."""

    class Meta:
        model = Discount
        fields = [
            *("code", "active", "percent", "amount", "minimum"),
            *("starts_at", "ends_at", "total_limit", "customer_limit"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_moments(self)

    def clean_code(self) -> str:
        """Refuse a code that there is in another case."""
        code = self.cleaned_data["code"]
        if Discount.objects.filter(code__iexact=code).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("There is such a code already."))
        return code


class ParcelForm(forms.Form):
    """A parcel that does not exist, to see what it would cost."""

    country = forms.ChoiceField(label=pgettext_lazy("country", "To"))
    value = forms.DecimalField(
        label=gettext_lazy("Value of the goods"), min_value=0, max_digits=12, decimal_places=2
    )
    weight = forms.IntegerField(label=gettext_lazy("Weight in grams"), min_value=0, max_value=10**9)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = by_name(settings.DELIVERY_COUNTRIES)
