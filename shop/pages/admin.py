"""Pages in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import Field
from django.forms import Field as FormField
from django.http import HttpRequest
from django.utils.text import capfirst

from shop.pages.models import Page


@admin.register(Page)
class PageAdmin(admin.ModelAdmin):
    """What is owed can be rewritten, but neither moved nor deleted."""

    list_display = ("title", "slug", "position", "changed_at")
    list_editable = ("position",)
    search_fields = ("title", "text")
    prepopulated_fields = {"slug": ("title",)}

    def formfield_for_dbfield(
        self, db_field: Field, request: HttpRequest, **options: Any
    ) -> FormField | None:
        """Name what is edited in the list for those who hear it: there only the head of its column does."""
        field = super().formfield_for_dbfield(db_field, request, **options)
        if field and db_field.name in self.list_editable:
            field.widget.attrs["aria-label"] = capfirst(db_field.verbose_name)
        return field

    def get_readonly_fields(self, request: HttpRequest, obj: Page | None = None) -> tuple[str, ...]:
        """Keep the address of an owed page: checkout links to it."""
        return ("slug",) if obj and obj.owed else ()

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Page | None = None
    ) -> dict[str, tuple[str, ...]]:
        """Make an address of the title while there is none."""
        return {} if obj else self.prepopulated_fields

    def has_delete_permission(self, request: HttpRequest, obj: Page | None = None) -> bool:
        """No shop is without the pages it owes."""
        return super().has_delete_permission(request, obj) and not (obj and obj.owed)
