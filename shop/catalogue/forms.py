"""What the merchant's desk takes, and what it refuses because pages could not show it."""

import secrets
from itertools import chain
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.forms import BaseInlineFormSet, ModelForm, Textarea
from django.utils.translation import gettext_lazy as _

from shop.catalogue.history import has_history
from shop.catalogue.imaging.accepting import Master, Unacceptable, accept
from shop.catalogue.imaging.files import discard
from shop.catalogue.models import Category, Picture, Variant
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


class PictureForm(ModelForm):
    """Takes a picture in: what is kept was written anew, so nothing of the file itself is ever served."""

    class Meta:
        model = Picture
        fields = ["file", "alt", "position"]

    master: Master

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _("JPEG, PNG, WebP, AVIF or GIF, the larger the better.")
        self.fields["alt"].required = True
        self.fields["alt"].help_text = _("What is on the picture, in a few words.")

    def clean_file(self) -> File:
        """Write an uploaded picture anew, or refuse it."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        try:
            self.master = accept(file)
        except Unacceptable as refused:
            raise ValidationError(str(refused)) from refused
        return ContentFile(self.master.content, f"{secrets.token_hex(8)}{self.master.suffix}")

    def save(self, commit: bool = True) -> Picture:
        """Save; a new file brings its size, and waits for its renditions."""
        if "file" in self.changed_data:
            self.instance.width, self.instance.height = self.master.width, self.master.height
            self.instance.state, self.instance.widths = Picture.State.PENDING, []
            self.instance.colour, self.instance.claimed_until = "", None
        return super().save(commit)


class PictureFormSet(BaseInlineFormSet):
    """Pictures whose files go with them."""

    def delete_existing(self, obj: Picture, commit: bool = True) -> None:
        """Delete the picture and, after commit, its files."""
        discard(obj.file.name, obj.widths)
        super().delete_existing(obj, commit)

    def save_existing(self, form: PictureForm, obj: Picture, commit: bool = True) -> Picture:
        """Save the picture; files that it no longer names go after commit."""
        if "file" in form.changed_data:
            discard(form.initial["file"].name, obj.widths)
        return super().save_existing(form, obj, commit)


def _can_be_shown(text: object) -> bool:
    return isinstance(text, str) and bool(text.strip()) and len(text) <= LONGEST_OPTION
