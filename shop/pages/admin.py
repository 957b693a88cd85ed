"""Pages in the admin."""

from django.contrib import admin
from django.http import HttpRequest

from shop.operations.admin_tables import EditedInTheList
from shop.pages.models import Page


@admin.register(Page)
class PageAdmin(EditedInTheList):
    """What is owed can be rewritten, but neither moved nor deleted."""

    list_display = ("title", "slug", "position", "changed_at")
    list_editable = ("position",)
    search_fields = ("title", "text")
    prepopulated_fields = {"slug": ("title",)}

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
