"""Who works on what: groups of staff, made and brought up to date by every `migrate`.

A shop that cuts its work otherwise makes groups of its own beside them.
"""

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.models import Group, Permission

# What each may do: an app's label stands for all of that app, a star for everything.
_SEES_ORDERS = tuple(f"orders.view_{what}" for what in ("order", "returnrequest", "refund", "invoice"))
ROLES: dict[str, tuple[str, ...]] = {
    "Catalogue": ("catalogue", "inventory", "reviews"),
    "Fulfilment": (*_SEES_ORDERS, "orders.fulfil_order", "inventory.view_stock", "inventory.view_stockentry"),
    "Refunds": (*_SEES_ORDERS, "orders.refund_order"),
    "Owner": ("*",),
}


def set_up(sender: AppConfig, **_signal: Any) -> None:
    """Give the groups their permissions. Runs once for a migration: after the last app has got its own."""
    if sender != [app for app in apps.get_app_configs() if app.models_module][-1]:
        return
    Group.objects.bulk_create([Group(name=name) for name in ROLES], ignore_conflicts=True)
    groups = dict(Group.objects.filter(name__in=ROLES).values_list("name", "pk"))
    known = list(Permission.objects.values_list("pk", "content_type__app_label", "codename"))
    given = Group.permissions.through
    given.objects.bulk_create(
        [
            given(group_id=groups[name], permission_id=pk)
            for name, parts in ROLES.items()
            for pk, app, codename in known
            if not {"*", app, f"{app}.{codename}"}.isdisjoint(parts)
        ],
        ignore_conflicts=True,
    )
