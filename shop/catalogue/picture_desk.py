"""Pictures at the merchant's desk, on their product's page."""

import secrets
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import models
from django.forms import ModelChoiceField, ModelForm
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from shop.catalogue.imaging.accepting import Master, Unacceptable, accept
from shop.catalogue.imaging.files import discard
from shop.catalogue.models import Picture, Variant
from shop.catalogue.pictures import image_of
from shop.operations.admin_tables import NamedFields


class PictureForm(ModelForm):
    """Takes a picture in: what is kept was written anew, so nothing of the file itself is ever served."""

    class Meta:
        model = Picture
        fields = ["file", "alt", "variant", "position"]

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


class PictureFormSet(NamedFields):
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


class PictureInline(admin.TabularInline):
    """The pictures of a product, the first of which stands on its card."""

    model = Picture
    form = PictureForm
    formset = PictureFormSet
    extra = 0
    fields = ["preview", "file", "alt", "variant", "position", "made"]
    readonly_fields = ["preview", "made"]

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField:
        """Offer the variants of this product."""
        product = request.resolver_match.kwargs.get("object_id")
        return super().formfield_for_foreignkey(
            db_field, request, queryset=Variant.objects.filter(product=product), **kwargs
        )

    @admin.display(description=_("picture"))
    def preview(self, picture: Picture) -> str:
        """Show the picture small, as a link to it in full."""
        if not picture.pk:
            return "–"
        image = image_of(picture)
        shown = [image.src, image.src, image.webp, image.alt]
        return format_html(
            '<a href="{}"><img src="{}" srcset="{}" sizes="96px" height="96" alt="{}" loading="lazy"></a>',
            *shown,
        )

    @admin.display(description=_("state"))
    def made(self, picture: Picture) -> str:
        """Say how far the renditions are, and why there are none."""
        return f"{picture.get_state_display()} {picture.failure}".strip() if picture.pk else "–"
