"""Changing many numbers at once in the admin: asked for by an action, previewed, then confirmed or dropped.

The page that an action leads to is a plain form that posts to the list again; the preview is a draft of its
own, so that what is confirmed is what was shown.
"""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

PER_PAGE = 100


class Question(forms.ModelForm):
    """What an action asks for before it previews a change of at most so many rows."""

    heading: str
    most: int


def ask(
    request: HttpRequest, form: Question, rows: QuerySet, preview: Callable[[], Model]
) -> HttpResponse | None:
    """Answer an action: with its form, and once that is filled in with the way to the preview."""
    if (count := rows.count()) > form.most:
        messages.error(request, _("At most %(most)s can be changed at once.") % {"most": form.most})
        return None
    if form.is_bound and form.is_valid():
        return redirect(page_of(preview()))
    again = {
        "action": request.POST["action"],
        "selected": request.POST.getlist("_selected_action"),
        "across": request.POST.get("select_across", "0"),
    }
    context = admin.site.each_context(request) | again | {"title": form.heading, "form": form, "count": count}
    return TemplateResponse(request, "admin/catalogue/ask.html", context)


class NotMade(Exception):
    """Why a change was not made, in words."""


def page_of(change: Model) -> str:
    """Return where a change is previewed, and later on record."""
    return reverse(f"admin:{change._meta.app_label}_{change._meta.model_name}_change", args=[change.pk])


class Previewed(admin.ModelAdmin):
    """Drafts to look at, and what became of them: a record that nobody edits."""

    permission: str
    columns: Sequence[str]
    list_display = ["__str__", "state", "actor", "made_at", "done_at"]
    list_filter = ["state"]
    list_select_related = ["actor"]

    @abstractmethod
    def cells(self, line: Any) -> Sequence[object]:
        """Return what stands in the columns for a line."""

    @abstractmethod
    def totals(self, change: Any) -> Sequence[object]:
        """Return what all lines that change something come to, before and after."""

    @abstractmethod
    def confirm(self, change: Any, revision: int, request: HttpRequest) -> str:
        """Make the change as the revision showed it; return what to say. Raises NotMade."""

    @abstractmethod
    def put_back(self, change: Any, request: HttpRequest) -> Model:
        """Return a draft that would undo the change."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A change begins with an action on a list."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may do it one by one may do it for many."""
        return request.user.has_perm(self.permission)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may make a change may look at those made."""
        return self.has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was done stays on record."""
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show a preview or what was done; take the decision."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        pk = int(object_id) if object_id.isdecimal() else 0
        change = get_object_or_404(self.model, pk=pk)
        return self._decided(request, change) if request.method == "POST" else self._shown(request, change)

    def _decided(self, request: HttpRequest, change: Any) -> HttpResponse:
        if "put_back" in request.POST:
            return redirect(page_of(self.put_back(change, request)))
        revision = request.POST.get("revision", "")
        try:
            said = self.confirm(change, int(revision) if revision.isdecimal() else 0, request)
        except NotMade as refused:
            self.message_user(request, str(refused), messages.WARNING)
        else:
            self.message_user(request, said, messages.SUCCESS)
        return redirect(page_of(change))

    def _shown(self, request: HttpRequest, change: Any) -> HttpResponse:
        lines = change.lines.select_related("variant__product").order_by("-remark", "pk")
        page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Preview") if change.state == "draft" else _("Record"),
            "opts": self.opts,
            "change": change,
            "columns": self.columns,
            "rows": [(line, self.cells(line)) for line in page],
            "page": page,
            "remarks": _remarks(change),
            "totals": self.totals(change),
        }
        return TemplateResponse(request, "admin/catalogue/preview.html", context)


def _remarks(change: Any) -> list[tuple[str, int]]:
    counted = change.lines.order_by("-remark").values_list("remark").annotate(Count("pk"))
    return [(change.lines.model.Remark(remark).label, count) for remark, count in counted]
