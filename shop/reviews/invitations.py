"""Asking buyers, once for each order, what they think of what came some days ago."""

from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import override

from shop.catalogue.models import Product
from shop.inventory.locking import Busy, transactional
from shop.notifications.outbox import post
from shop.orders.access import signed_link
from shop.orders.locking import lock_order
from shop.orders.models import Order, OrderLine, Transition
from shop.reviews.entitlement import entitled
from shop.reviews.leaving import leaving_link
from shop.reviews.models import Invitation, NoInvitation, Review

BATCH = 200
# What was delivered longer ago is not asked about: neither when a shop begins to ask, nor after an outage.
TOO_LATE = timedelta(days=30)


def invite() -> int:
    """Ask whose turn it is; return how many were asked. Safe to run twice at once."""
    count = 0
    for pk in _due().order_by("pk").values_list("pk", flat=True)[:BATCH]:
        with suppress(Busy):  # the next sweep comes soon
            count += _invite(pk)
    return count


def unreviewed(lines: QuerySet[OrderLine]) -> QuerySet[OrderLine]:
    """Keep the lines that can be reviewed, of products that have a page and no review by their buyer."""
    written = Review.objects.filter(
        product=OuterRef("variant__product"), email=Lower(OuterRef("order__email"))
    )
    shown = entitled(lines).filter(variant__product__state=Product.State.PUBLISHED)
    return shown.filter(~Exists(written), review=None)


def _due() -> QuerySet[Order]:
    """Return the orders that came long enough ago, are delivered still, and have something to review."""
    latest = timezone.now() - timedelta(days=settings.REVIEW_INVITATION_DAYS)
    came = Transition.objects.filter(target=Order.State.DELIVERED, at__range=(latest - TOO_LATE, latest))
    delivered = Order.objects.filter(state=Order.State.DELIVERED, pk__in=came.values("order"))
    asked = Invitation.objects.filter(order=OuterRef("pk"))
    deaf = NoInvitation.objects.filter(email=Lower(OuterRef("email")))
    open_ = unreviewed(OrderLine.objects.filter(order=OuterRef("pk")))
    return delivered.filter(~Exists(asked), ~Exists(deaf), Exists(open_)).exclude(email="")


@transactional
def _invite(pk: int) -> bool:
    """Ask about one order, unless that was done or is beside the point by now. Locks the order."""
    order = lock_order(pk)
    if not _due().filter(pk=pk).exists():
        return False
    Invitation.objects.create(order=order)
    lines = list(unreviewed(order.lines.all()))
    context = {"order": order, "link": signed_link(order), "lines": lines}
    with override(order.language):  # which the way out is in as well
        post("review_invitation", order.email, context, unsubscribe=leaving_link(order.email))
    return True
