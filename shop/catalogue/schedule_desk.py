"""The merchant's desk for prices that come at their time."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.catalogue.locking import lock_variants
from shop.catalogue.models import ScheduledPrice, Variant
from shop.catalogue.scheduling import overlapping
from shop.operations.admin_tables import NamedFields

State = ScheduledPrice.State


class ScheduledPriceForm(ModelForm):
    """A time to come, and after its start only when it ends."""

    def clean(self) -> dict[str, Any]:
        """Look at both times together."""
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("It ends before it has started."))
        elif ends and self.instance.state == State.PLANNED and ends <= timezone.now():
            self.add_error("ends_at", _("This time is over already."))
        return cleaned


class ScheduledPriceFormSet(NamedFields):
    """The schedules of one variant."""

    def clean(self) -> None:
        """Refuse what overlaps, and changing what has begun.

        Looks under the variant's lock, which the admin's transaction keeps until all is saved.
        """
        super().clean()
        if any(self.errors):
            return
        lock_variants(Variant.objects.filter(pk=self.instance.pk))
        there = self.instance.scheduled_prices.exclude(state=State.OVER).in_bulk()
        for form in self.initial_forms:
            self._refuse_changing_what_has_begun(form, there.pop(form.instance.pk, None))
        kept = [form.instance for form in self.forms if form.has_changed() or form.instance.pk]
        deleted = [form.instance for form in self.deleted_forms]
        if clash := overlapping([*there.values(), *(each for each in kept if each not in deleted)]):
            local = timezone.localtime(clash.starts_at)
            raise ValidationError(
                _("The price from %(start)s overlaps another.") % {"start": f"{local:%Y-%m-%d %H:%M}"}
            )

    def _refuse_changing_what_has_begun(self, form: ModelForm, now: ScheduledPrice | None) -> None:
        if now is None and form.has_changed():
            raise ValidationError(_("A scheduled price has ended meanwhile: please look again."))
        begun = now is not None and now.state == State.RUNNING
        if begun and (form in self.deleted_forms or set(form.changed_data) - {"ends_at"}):
            raise ValidationError(
                _("A price that is on now cannot be changed; let it end, or set an earlier end.")
            )


class ScheduledPriceInline(admin.TabularInline):
    """What a variant will cost, and when."""

    model = ScheduledPrice
    form = ScheduledPriceForm
    formset = ScheduledPriceFormSet
    extra = 0
    fields = ["price", "compare_at_price", "starts_at", "ends_at", "state"]
    readonly_fields = ["state"]
    verbose_name_plural = format_lazy(
        gettext_lazy("Scheduled prices (times in {zone}; one may start some seconds late)"),
        zone=settings.TIME_ZONE,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[ScheduledPrice]:
        """Leave out what is over."""
        return super().get_queryset(request).exclude(state=State.OVER)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may set a price may plan one."""
        return request.user.has_perm("catalogue.change_variant")

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


@admin.register(ScheduledPrice)
class ScheduledPriceAdmin(admin.ModelAdmin):
    """All that is planned, on or over: a record. It is planned on the variant's page."""

    list_display = ["variant", "price", "compare_at_price", "starts_at", "ends_at", "state"]
    list_filter = ["state", "starts_at"]
    list_select_related = ["variant"]
    search_fields = ["variant__sku", "variant__product__title"]
    ordering = ["-starts_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A schedule begins on its variant's page."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A schedule changes on its variant's page."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A schedule that has not begun is deleted on its variant's page."""
        return False
