"""Builds in the admin: how each went, which one serves, and another one on demand."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from shop.inventory.admin import ReadOnly
from shop.operations.handing_over import after_commit
from shop.recommendations import tasks
from shop.recommendations.models import Build


@admin.register(Build)
class BuildAdmin(ReadOnly):
    """What was found when."""

    list_display = ["began_at", "ended_at", "state", "current", "done", "total", "changes", "megabytes"]
    list_filter = ["state"]
    actions = ["build_anew"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Build]:
        """Leave the models where they are: they are large, and no reading."""
        return super().get_queryset(request).defer("model")

    @admin.action(description=_("Build anew, beside the one that serves"), permissions=["view"])
    def build_anew(self, request: HttpRequest, _chosen: Any) -> None:
        """Ask a worker for a build."""
        after_commit(tasks.rebuild)
        self.message_user(request, _("A worker builds; this list tells how far it is."))
