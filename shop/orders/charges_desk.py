"""The merchant's desk for deliveries, taxes and discount codes."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import display
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop import money
from shop.accounts.countries import country_name
from shop.orders.charges_forms import (
    DiscountForm,
    MethodForm,
    ParcelForm,
    RateFormSet,
    TaxRateForm,
    ZoneForm,
)
from shop.orders.delivery import Delivery, Parcel
from shop.orders.models import DeliveryMethod, DeliveryRate, Discount, TaxRate, Zone
from shop.orders.tariffs import current


@admin.register(Zone)
class ZoneAdmin(admin.ModelAdmin):
    """Which countries cost the same."""

    form = ZoneForm
    list_display = ["name", "named"]
    search_fields = ["name"]

    @display(description=gettext_lazy("countries"))
    def named(self, zone: Zone) -> str:
        """Name the countries."""
        return ", ".join(map(country_name, zone.countries)) or _("all others")


class RateInline(admin.TabularInline):
    """What a method costs, zone by zone."""

    model = DeliveryRate
    formset = RateFormSet
    extra = 1
    fields = ["zone", "up_to", "price", "free_from"]


@admin.register(DeliveryMethod)
class DeliveryMethodAdmin(admin.ModelAdmin):
    """The ways to deliver, and what a parcel would cost by them."""

    form = MethodForm
    inlines = [RateInline]
    list_display = ["name", "code", "measure", "zones", "active", "position"]
    list_filter = ["active", "measure", "rates__zone"]
    search_fields = ["name", "code"]
    prepopulated_fields = {"code": ["name"]}
    change_list_template = "admin/orders/delivery_methods.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[DeliveryMethod]:
        """Read along where each goes."""
        return super().get_queryset(request).prefetch_related("rates__zone")

    @display(description=gettext_lazy("zones"))
    def zones(self, method: DeliveryMethod) -> str:
        """Name the zones that it goes to."""
        return ", ".join(dict.fromkeys(str(rate.zone) for rate in method.rates.all())) or _("nowhere")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the rates, and say where the method stops, since that is easily overlooked."""
        super().save_related(request, form, formsets, change)
        ends: dict[Zone, Any] = {}
        for rate in form.instance.rates.select_related("zone").order_by(*DeliveryRate._meta.ordering):
            ends[rate.zone] = rate.up_to
        for zone, end in ends.items():
            if end is not None:
                text = _("Nothing beyond %(end)s goes to %(zone)s this way.") % {"end": end, "zone": zone}
                self.message_user(request, text, messages.INFO)

    def get_urls(self) -> list[URLPattern]:
        """Add the page that tries a parcel."""
        tried = self.admin_site.admin_view(self.try_parcel)
        return [path("try/", tried, name="orders_deliverymethod_try"), *super().get_urls()]

    def try_parcel(self, request: HttpRequest) -> HttpResponse:
        """Show what a parcel would cost to send, by each method that goes there."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = ParcelForm(request.GET or None)
        prices = []
        if form.is_valid():
            parcel = Parcel(form.cleaned_data["value"], form.cleaned_data["weight"])
            ways = current().deliveries(form.cleaned_data["country"])
            prices = [(way.name, _price(way, parcel)) for way in ways]
        title = _("What would it cost to send?")
        context = {**self.admin_site.each_context(request), "title": title, "form": form, "prices": prices}
        return TemplateResponse(request, "admin/orders/try_parcel.html", context)


def _price(way: Delivery, parcel: Parcel) -> str:
    price = way.price(parcel)
    return _("does not go") if price is None else money.shown(price)


@admin.register(TaxRate)
class TaxRateAdmin(admin.ModelAdmin):
    """The tax that prices contain."""

    form = TaxRateForm
    list_display = ["named", "tax_class", "percent", "valid_from"]
    list_filter = ["tax_class", "country"]
    search_fields = ["country"]

    @display(description=gettext_lazy("country"), ordering="country")
    def named(self, rate: TaxRate) -> str:
        """Name the country."""
        return country_name(rate.country)


@admin.register(Discount)
class DiscountAdmin(admin.ModelAdmin):
    """Discount codes. One that was used is switched off: its orders count against it."""

    form = DiscountForm
    list_display = ["code", "takes_off", "uses", "customer_limit", "starts_at", "ends_at", "active"]
    list_filter = ["active", "starts_at", "ends_at"]
    search_fields = ["code"]
    readonly_fields = ["used"]
    actions = ["switch_off"]

    @display(description=gettext_lazy("takes off"))
    def takes_off(self, discount: Discount) -> str:
        """Say how much."""
        return f"{discount.percent.normalize():f} %" if discount.percent else money.shown(discount.amount)

    @display(description=gettext_lazy("used"), ordering="used")
    def uses(self, discount: Discount) -> str:
        """Say how often it was used, of how often it may be."""
        limit = "∞" if discount.total_limit is None else discount.total_limit
        return f"{discount.used} / {limit}"

    def save_model(self, request: HttpRequest, obj: Discount, form: ModelForm, change: bool) -> None:
        """Write what was changed, and never the count: an order may have used the code meanwhile."""
        obj.save(update_fields=form.changed_data if change else None)

    def has_delete_permission(self, request: HttpRequest, obj: Discount | None = None) -> bool:
        """Only what nobody used can be deleted; nor many at once."""
        return obj is not None and not obj.used and super().has_delete_permission(request, obj)

    @admin.action(description=gettext_lazy("Switch off"), permissions=["change"])
    def switch_off(self, request: HttpRequest, codes: QuerySet[Discount]) -> None:
        """Let them take nothing off any more."""
        text = _("%(count)s switched off.") % {"count": codes.filter(active=True).update(active=False)}
        self.message_user(request, text, messages.SUCCESS)
