"""The row locks on sign-ups. They come after every other lock of the shop."""

from django.db.models import Q

from shop.inventory.locking import locked
from shop.restock.models import SignUp

State = SignUp.State


def lock_queue(variant: int, most: int) -> list[SignUp]:
    """Lock whoever was told of the variant, and the first `most` who wait for it; in order of confirmation.

    Each comes as it is once the lock is had: who was next a moment ago may have been told meanwhile.
    """
    waiting = SignUp.objects.filter(variant=variant, state=State.WAITING).order_by("confirmed_at", "pk")
    first = list(waiting.values_list("pk", flat=True)[:most])
    queue = locked(SignUp.objects.filter(Q(variant=variant, state=State.TOLD) | Q(pk__in=first)))
    return sorted(queue, key=lambda sign_up: (sign_up.confirmed_at, sign_up.pk))
