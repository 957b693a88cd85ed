"""What the merchant says to a return."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class DecisionForm(forms.Form):
    """Accepted, with the units on the shelf again or not, or declined, with the reason why."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    decision = forms.ChoiceField(
        choices=[("accept", gettext_lazy("Accept")), ("decline", gettext_lazy("Decline"))],
        widget=forms.HiddenInput,
    )
    restock = forms.BooleanField(label=gettext_lazy("These units go back on the shelf"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Note to the shopper"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask why something is declined: the shopper is told."""
        cleaned = super().clean()
        if cleaned.get("decision") == "decline" and not cleaned.get("note"):
            self.add_error("note", _("Please tell the shopper why."))
        return cleaned
