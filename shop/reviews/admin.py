"""Reviews at the merchant's desk: they decide which stand, and answer. What shoppers wrote stays theirs."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shop.reviews.answering import answer
from shop.reviews.models import Report, Review, ReviewPhoto
from shop.reviews.moderation import hide, publish
from shop.reviews.photos import image_of

State = Review.State
OPEN = Report.objects.filter(review=OuterRef("pk"), settled=False)


class Reported(admin.SimpleListFilter):
    """The reviews that somebody reported since the merchant last looked at them."""

    title = _("reports")
    parameter_name = "reported"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Name the one choice."""
        return [("open", _("To be looked at"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Review]) -> QuerySet[Review]:
        """Keep those with a report that is not settled."""
        return queryset.filter(Exists(OPEN)) if self.value() == "open" else queryset


class Beside(admin.TabularInline):
    """Rows that came with a review, to look at."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Review | None = None) -> bool:
        """Shoppers bring them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Review | None = None) -> bool:
        """They stay as they are."""
        return False


class ReportInline(Beside):
    """Who holds that the review should not stand, and why."""

    model = Report
    fields = readonly_fields = ["reporter", "reason", "reported_at", "settled"]


class PhotoInline(Beside):
    """The photos."""

    model = ReviewPhoto
    fields = readonly_fields = ["preview"]

    @admin.display(description=_("picture"))
    def preview(self, photo: ReviewPhoto) -> str:
        """Show the photo small, as a link to it in full."""
        image = image_of(photo, "")
        shown = '<a href="{}"><img src="{}" srcset="{}" sizes="96px" height="96" alt="" loading="lazy"></a>'
        return format_html(shown, image.src, image.src, image.webp)


class ReviewForm(forms.ModelForm):
    """What a merchant decides, and answers. Nothing that was looked at waits again."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Review
        fields = ["state", "answer"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = _edition(self.instance)
        if "state" in self.fields and self.instance.state != State.WAITING:
            choices = self.fields["state"].choices
            self.fields["state"].choices = [choice for choice in choices if choice[0] != State.WAITING]

    def clean_seen(self) -> str:
        """Refuse to publish other words than those that were looked at."""
        if self.cleaned_data["seen"] != _edition(Review.objects.get(pk=self.instance.pk)):
            raise ValidationError(_("It was edited meanwhile: please open it anew."))
        return self.cleaned_data["seen"]


@admin.register(Review)
class ReviewAdmin(admin.ModelAdmin):
    """All reviews, those that wait or were reported a click away."""

    form = ReviewForm
    said = [
        "product",
        "stars",
        "name",
        "title",
        "text",
        "language",
        "order",
        "helpful",
        "written_at",
        "edited_at",
    ]
    fields = [*said, "state", "answer", "answered_at", "seen"]
    readonly_fields = [*said, "answered_at"]
    inlines = [PhotoInline, ReportInline]
    list_display = ["product", "stars", "title", "state", "reported", "written_at"]
    list_filter = ["state", Reported, "stars", ("answer", admin.EmptyFieldListFilter), "written_at"]
    list_select_related = ["product"]
    search_fields = ["product__title", "title", "text", "name", "line__order__number"]
    show_full_result_count = False
    actions = ["publish_chosen", "hide_chosen"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Review]:
        """Count the reports that wait."""
        waiting = Count("reports", filter=Q(reports__settled=False))
        return super().get_queryset(request).select_related("line__order").annotate(waiting=waiting)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Buyers write reviews."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Review | None = None) -> bool:
        """Hide what should not stand: whoever wrote it may still put it right."""
        return False

    def save_model(self, request: HttpRequest, obj: Review, form: ReviewForm, change: bool) -> None:
        """Answer, and decide, through the verbs: saving settles the reports, whatever was decided."""
        answer(obj, form.cleaned_data["answer"])
        if obj.state != State.WAITING:
            (publish if obj.state == State.PUBLISHED else hide)([obj.pk])

    @admin.action(description=_("Publish the chosen reviews"), permissions=["change"])
    def publish_chosen(self, request: HttpRequest, queryset: QuerySet[Review]) -> None:
        """Let them stand on their pages."""
        self._tell(request, publish(list(queryset.values_list("pk", flat=True))))

    @admin.action(description=_("Hide the chosen reviews"), permissions=["change"])
    def hide_chosen(self, request: HttpRequest, queryset: QuerySet[Review]) -> None:
        """Take them off their pages."""
        self._tell(request, hide(list(queryset.values_list("pk", flat=True))))

    def _tell(self, request: HttpRequest, moved: int) -> None:
        text = ngettext("%(n)d review was changed.", "%(n)d reviews were changed.", moved)
        self.message_user(request, text % {"n": moved})

    @admin.display(description=_("order"))
    def order(self, review: Review) -> str:
        """Return the number of the order by which it was bought."""
        return review.line.order.number

    @admin.display(description=_("reports"), ordering="waiting")
    def reported(self, review: Review) -> int:
        """Return how many reports wait."""
        return review.waiting


def _edition(review: Review) -> str:
    return str(review.edited_at or "")
