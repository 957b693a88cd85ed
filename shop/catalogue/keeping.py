"""What the merchant's desk does instead of deleting."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest

from shop.catalogue.history import has_history


class KeepsHistory(admin.ModelAdmin):
    """Deleting is offered only one at a time, and only where nothing was counted, sold or put below."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Leave out deleting many at once."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse for what has a history."""
        return super().has_delete_permission(request, obj) and (obj is None or not has_history(obj))

    def tell(self, request: HttpRequest, moved: int, said: str) -> None:
        """Say how many an action moved."""
        self.message_user(request, said % {"n": moved}, messages.SUCCESS if moved else messages.INFO)
