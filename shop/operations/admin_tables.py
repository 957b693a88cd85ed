"""Rows of the admin's tables, whose fields have their names in the head of the column alone."""

from django.forms import BaseInlineFormSet, Form


class NamedFields(BaseInlineFormSet):
    """Gives every field of a row its name for those who hear the page; the admin's own table has none."""

    def add_fields(self, form: Form, index: int | None) -> None:
        """Add the row's own fields, and name all."""
        super().add_fields(form, index)
        for field in form.fields.values():
            # The admin wraps a list of what is related, and shows the list's own attributes.
            shown = getattr(field.widget, "widget", field.widget)
            if field.label:
                shown.attrs.setdefault("aria-label", field.label)
