"""Telling whoever waits that something is back: once each, in order of confirmation, while units last.

So many units, so many are told. What was told is kept while its unit may still be there: as long as the units
left cover it, and for a day at most. Only units beyond those are news to whoever is next.
"""

from datetime import timedelta

from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import override

from shop.catalogue.models import Variant
from shop.inventory.locking import transactional
from shop.inventory.models import Stock
from shop.notifications.outbox import post
from shop.restock.leaving import leaving_link
from shop.restock.locking import lock_queue
from shop.restock.models import SignUp
from shop.restock.signing_up import KEPT_UNCONFIRMED, product_link

TURN = timedelta(days=1)  # how long whoever was told comes before the next
MOST_AT_ONCE = 200  # mails written in one transaction; the next run goes on

State = SignUp.State


def tell_of_returns() -> int:
    """Tell who waits for what can be claimed; return how many were told. Forget who never confirmed."""
    SignUp.objects.filter(state=State.ASKED, asked_at__lt=timezone.now() - KEPT_UNCONFIRMED).delete()
    return sum(_tell(variant) for variant in _unsettled())


def _unsettled() -> list[int]:
    """Return the variants whose queue does not fit the units that are there.

    Units in carts do not count: what is all held is not back.
    """
    told, waiting = Count("pk", filter=Q(state=State.TOLD)), Count("pk", filter=Q(state=State.WAITING))
    queues = SignUp.objects.order_by("variant").values("variant").annotate(told=told, waiting=waiting)
    left = F("variant__stock__available")
    stale = SignUp.objects.filter(state=State.TOLD, told_at__lt=timezone.now() - TURN).values("variant")
    news = Q(waiting__gt=0, told__lt=left) | Q(told__gt=left) | Q(variant__in=stale)
    return list(queues.filter(news).values_list("variant", flat=True))


@transactional
def _tell(variant_id: int) -> int:
    """Bring one variant's queue in line with its units. Locks the queue; reads the stock without a lock."""
    queue = lock_queue(variant_id, MOST_AT_ONCE)
    variant = Variant.objects.select_related("product").get(pk=variant_id)
    left = _left(variant)
    told = _still_theirs([one for one in queue if one.state == State.TOLD], left)
    next_ = [one for one in queue if one.state == State.WAITING][: left - told]
    for one in next_:
        _write(one, variant)
    SignUp.objects.filter(pk__in=[one.pk for one in next_]).update(state=State.TOLD, told_at=timezone.now())
    return len(next_)


def _left(variant: Variant) -> int:
    if not variant.purchasable:
        return 0
    return Stock.objects.filter(pk=variant.pk).values_list("available", flat=True).first() or 0


def _still_theirs(told: list[SignUp], left: int) -> int:
    """Forget who was told of units that are gone, or long ago, and return how many that leaves."""
    lately = timezone.now() - TURN
    recent = sorted((one for one in told if one.told_at >= lately), key=lambda one: one.told_at)
    kept = recent[max(len(recent) - left, 0) :]
    SignUp.objects.filter(pk__in={one.pk for one in told} - {one.pk for one in kept}).delete()
    return len(kept)


def _write(one: SignUp, variant: Variant) -> None:
    with override(one.language):  # which the links are in as well
        context = {"variant": variant, "link": product_link(variant)}
        post("restock_back", one.email, context, unsubscribe=leaving_link(one.email))
