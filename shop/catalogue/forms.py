"""What the merchant's desk takes, and what it refuses because pages could not show it."""

from itertools import chain
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet, ModelForm, Textarea
from django.utils.translation import gettext_lazy as _

from shop.catalogue.history import has_history
from shop.catalogue.models import Category, Variant
from shop.catalogue.models.variant import LONGEST_OPTION


class CategoryForm(ModelForm):
    """Refuses a place in the tree that is taken, or that lies below the category itself."""

    class Meta:
        model = Category
        fields = ["name", "slug", "parent", "position"]

    def clean(self) -> dict[str, Any]:
        """Look at slug and parent together."""
        cleaned = super().clean()
        parent, slug = cleaned.get("parent"), cleaned.get("slug")
        if parent and self.instance.pk and f"{parent.path}/".startswith(f"{self.instance.path}/"):
            self.add_error("parent", _("A category cannot stand below itself."))
        beside = Category.objects.filter(parent=parent).exclude(pk=self.instance.pk)
        if beside.filter(slug=slug).exists():
            self.add_error("slug", _("There is a category with this slug in this place already."))
        if beside.filter(name__iexact=cleaned.get("name", "")).exists():
            self.add_error("name", _("There is a category with this name in this place already."))
        return cleaned


class VariantForm(ModelForm):
    """Takes options as they can be shown: a name and a short value each."""

    class Meta:
        model = Variant
        fields = [
            "sku", "barcode", "options", "price", "compare_at_price", "tax_class",
            "hold_seconds", "weight_grams", "position", "archived",
        ]  # fmt: skip
        widgets = {"options": Textarea(attrs={"rows": 2, "cols": 60})}

    def clean_options(self) -> dict[str, str]:
        """Refuse any other JSON."""
        options = self.cleaned_data["options"] or {}
        if not isinstance(options, dict) or not all(map(_can_be_shown, chain(*options.items()))):
            raise ValidationError(_('Please write options as in {"Size": "M", "Colour": "Ink"}.'))
        return options


class VariantFormSet(BaseInlineFormSet):
    """The variants of a product, of which only one without a history may be deleted."""

    def clean(self) -> None:
        """Refuse in words."""
        super().clean()
        for form in self.deleted_forms:
            if form.instance.pk and has_history(form.instance):
                text = _("%(sku)s has a history: please archive it instead of deleting it.")
                raise ValidationError(text % {"sku": form.instance.sku})


def _can_be_shown(text: object) -> bool:
    return isinstance(text, str) and bool(text.strip()) and len(text) <= LONGEST_OPTION
