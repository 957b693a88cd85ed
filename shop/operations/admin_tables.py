"""Names for those who hear the admin: tables have them in the head of the column alone, moments none."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminSplitDateTime
from django.forms import BaseFormSet, BaseInlineFormSet, BaseModelFormSet, Form
from django.http import HttpRequest
from django.utils.translation import gettext as _


class _Naming(BaseFormSet):
    """Gives every field of a row its name for those who hear the page; the admin's own table has none."""

    def add_fields(self, form: Form, index: int | None) -> None:
        """Add the row's own fields, and name all."""
        super().add_fields(form, index)
        for field in form.fields.values():
            # The admin wraps a list of what is related, and shows the list's own attributes.
            shown = getattr(field.widget, "widget", field.widget)
            if field.label:
                shown.attrs.setdefault("aria-label", field.label)


class NamedFields(_Naming, BaseInlineFormSet):
    """What belongs to the thing that a page of the admin is about."""


class _NamedCells(_Naming, BaseModelFormSet):
    """What is edited in a list."""


class EditedInTheList(admin.ModelAdmin):
    """A list whose editable cells have names."""

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> type[BaseModelFormSet]:
        """Name the cells."""
        return super().get_changelist_formset(request, formset=_NamedCells, **kwargs)


def name_moments(form: Form) -> None:
    """Name the date and the time of every moment that the form asks for."""
    for field in form.fields.values():
        if isinstance(field.widget, AdminSplitDateTime):
            date, time = field.widget.widgets
            date.attrs["aria-label"] = _("%(moment)s, date") % {"moment": field.label}
            time.attrs["aria-label"] = _("%(moment)s, time") % {"moment": field.label}
