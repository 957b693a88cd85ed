"""The row locks on sign-ups. They come after every other lock of the shop."""

from shop.inventory.locking import locked
from shop.restock.models import SignUp


def lock_queue(variant: int) -> list[SignUp]:
    """Lock whoever was told of the variant or waits for it, and return them in order of confirmation."""
    open_ = [SignUp.State.WAITING, SignUp.State.TOLD]
    queue = locked(SignUp.objects.filter(variant=variant, state__in=open_))
    return sorted(queue, key=lambda sign_up: (sign_up.confirmed_at, sign_up.pk))
