"""Giving money back at the desk: asked for, shown once more, confirmed."""

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from shop import money
from shop.orders.desk.entering import REFUND, needs, page_of
from shop.orders.desk.steps import attempt
from shop.orders.models import Order, Refund
from shop.orders.refunds import refund, refundable
from shop.orders.units import LineUnits, units_of


class RefundForm(forms.Form):
    """Units, whose price is worked out, or an amount, or both: then the amount is what goes back."""

    amount = forms.DecimalField(
        label=gettext_lazy("Amount"),
        required=False,
        max_digits=12,
        decimal_places=2,
        min_value=Decimal("0.01"),
        help_text=gettext_lazy("Empty: what the units above cost."),
    )
    restock = forms.BooleanField(label=gettext_lazy("These units go back on the shelf"), required=False)
    reason = forms.CharField(label=gettext_lazy("Reason, for us"), max_length=200, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, order: Order, lines: Sequence[LineUnits], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left = refundable(order)
        self.lines = {f"line-{units.line.pk}": units for units in lines if units.kept}
        for name, units in self.lines.items():
            self.fields[name] = forms.IntegerField(
                label=units.line.title, min_value=0, max_value=units.kept, required=False, initial=0
            )

    def rows(self) -> list[tuple[forms.BoundField, LineUnits]]:
        """Return the field of each line, with the line."""
        return [(self[name], units) for name, units in self.lines.items()]

    def units(self) -> dict[int, int]:
        """Return the units the refund is about, by line."""
        named = {units.line.pk: self.cleaned_data.get(name) for name, units in self.lines.items()}
        return {line: count for line, count in named.items() if count}

    def clean(self) -> dict[str, Any]:
        """Work out the amount where none is given, and refuse more than there is."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        worth = sum(units.worth(cleaned.get(name) or 0) for name, units in self.lines.items())
        cleaned["amount"] = cleaned["amount"] or min(worth, self.left)
        if not cleaned["amount"]:
            raise forms.ValidationError(_("Say how much to give back, or for which units."))
        if cleaned["amount"] > self.left:
            text = _("At most %(left)s can be refunded.") % {"left": money.shown(self.left)}
            self.add_error("amount", text)
        return cleaned

    def was_made(self) -> bool:
        """Whether this very form was confirmed before."""
        return Refund.objects.filter(key=self.cleaned_data.get("key")).exists()


@needs(REFUND)
@require_http_methods(["GET", "HEAD", "POST"])
def refund_view(request: HttpRequest, order: Order) -> HttpResponse:
    """Ask how much and for what; show it once more; have it given back."""
    form = RefundForm(order, units_of(order.lines.all()), request.POST or None)
    if form.is_valid():
        answer = _give_back if "confirm" in request.POST else _confirm
        return answer(request, order, form)
    if form.is_bound and form.was_made():
        return redirect(page_of(order))
    return _page(request, order, form, "refund", status=422 if form.is_bound else 200)


@needs(REFUND)
def refund_all_view(request: HttpRequest, order: Order) -> HttpResponse:
    """Show a refund of all that is left, to be confirmed."""
    lines = units_of(order.lines.all())
    everything = {f"line-{units.line.pk}": units.kept for units in lines if units.kept}
    terms = {"key": uuid.uuid4(), "amount": refundable(order), "restock": not order.shipments.exists()}
    form = RefundForm(order, lines, everything | terms)
    return _confirm(request, order, form) if form.is_valid() else redirect(page_of(order))


def _confirm(request: HttpRequest, order: Order, form: RefundForm) -> HttpResponse:
    shown = {name: value for name, value in form.cleaned_data.items() if value not in (None, False, "")}
    units = [(each.line, form.cleaned_data[name]) for name, each in form.lines.items() if shown.get(name)]
    return _page(request, order, form, "confirm_refund", fields=shown, units=units, **form.cleaned_data)


def _give_back(request: HttpRequest, order: Order, form: RefundForm) -> HttpResponse:
    terms = {name: form.cleaned_data[name] for name in ("key", "reason", "restock")}

    def give() -> Refund:
        amount, units = form.cleaned_data["amount"], form.units()
        return refund(order, amount, actor=request.user, units=units, **terms)

    return attempt(request, order, give, _("The refund is on its way."))


def _page(
    request: HttpRequest, order: Order, form: RefundForm, name: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("Refund"),
        "order": order,
        "form": form,
        **more,
    }
    return TemplateResponse(request, f"admin/orders/{name}.html", context, status=status)
