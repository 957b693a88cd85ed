"""The outbox in the admin: to look at, and to try again; never to write."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.notifications.models import Mail


@admin.register(Mail)
class MailAdmin(admin.ModelAdmin):
    """Mail with its fate. What a secret mail says is shown to nobody: it opens somebody's account."""

    list_display = ("subject", "to", "kind", "status", "attempts", "created_at", "sent_at")
    list_filter = ("status", "kind")
    search_fields = ("to", "subject", "message_id")
    date_hierarchy = "created_at"
    actions = ("send_again",)

    def get_fields(self, request: HttpRequest, obj: Mail | None = None) -> list[str]:
        """Leave out what a secret mail says."""
        hidden = {"id", "html", "unsubscribe"} | ({"text"} if obj and obj.secret else set())
        return [field.name for field in Mail._meta.fields if field.name not in hidden]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Mail is posted by the shop only."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Mail | None = None) -> bool:
        """What was written to somebody is not rewritten."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Mail | None = None) -> bool:
        """What was written to somebody stays on record."""
        return False

    @admin.action(description=_("Try failed mail again"), permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Mail]) -> None:
        """Put failed mail back into the outbox, with a fresh count of attempts."""
        tried = queryset.filter(status=Mail.Status.FAILED).update(
            status=Mail.Status.WAITING, attempts=0, next_try_at=timezone.now()
        )
        self.message_user(request, _("Mail to be tried again: %(count)s") % {"count": tried})
