"""Whether something has left a trace elsewhere, so that it is archived and not deleted."""

from django.contrib.admin.utils import NestedObjects
from django.db.models import Model

OWN_AREAS = {"catalogue", "inventory"}


def has_history(thing: Model) -> bool:
    """Whether what is in the ledger, in an order, in a cart, or in the tree below speaks of it."""
    collector = NestedObjects(using=thing._state.db)
    collector.collect([thing])
    return bool(collector.protected) or any(
        model._meta.app_label not in OWN_AREAS for model in collector.data
    )
