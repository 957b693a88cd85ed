"""Who may review what: the buyer of an order line that arrived, once for each product."""

from django.conf import settings
from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext as _

from shop.orders.access import SESSION_KEY, may_see
from shop.orders.models import Order, OrderLine, RefundLine, ReturnLine, ReturnRequest
from shop.reviews.models import Review

State = Order.State

# What is paid on delivery is paid at the door, unless somebody noted before that it is.
_PAID = Q(order__state__in=(State.PAID, State.DELIVERED)) | Q(order__state=State.SHIPPED) & ~Q(
    order__payment=Order.Payment.COD
)
_THERE = {"delivered": Q(order__state=State.DELIVERED), "paid": _PAID}
_ON_ITS_WAY = Q(order__state__in=(State.AWAITING_PAYMENT, State.PAID, State.SHIPPED))

_REFUNDS = RefundLine.objects.filter(line=OuterRef("pk")).order_by().values("line")
_REFUNDED = Subquery(_REFUNDS.annotate(units=Sum("quantity")).values("units"), output_field=IntegerField())
_KEPT = Q(quantity__gt=Coalesce(_REFUNDED, 0))
_SENT_BACK = Exists(
    ReturnLine.objects.filter(line=OuterRef("pk"), request__state=ReturnRequest.State.ACCEPTED)
)


class MayNot(Exception):
    """Somebody may not review a product; `reason` says why, in words for the shopper.

    `review` is theirs, where they wrote one. `sign_in` says that signing in may help.
    """

    def __init__(self, reason: str, *, review: Review | None = None, sign_in: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.review, self.sign_in = reason, review, sign_in


def reviewable_line(product_id: int, request: HttpRequest) -> OrderLine:
    """Return the order line by which whoever asks may review the product. Raises MayNot."""
    bought = _seen(request, variant__product=product_id)
    if not bought and not request.user.is_authenticated:
        raise _stranger(request)  # as most are, on every product's page
    if review := _own(bought, request).filter(product=product_id).first():
        raise MayNot(already(), review=review)
    lines = OrderLine.objects.filter(pk__in=bought)
    if line := entitled(lines).select_related("order", "variant").first():
        return line
    raise _refusal(lines, request)


def own_reviews(request: HttpRequest) -> QuerySet[Review]:
    """Return the reviews that whoever asks may change: those they wrote, and of orders they may see."""
    return _own(_seen(request), request)


def entitled(lines: QuerySet[OrderLine]) -> QuerySet[OrderLine]:
    """Keep the lines that a review may rest on, by the setting REVIEW_AFTER.

    A line counts while at least one of its units is not refunded; and for good once units came back by an
    accepted return, for who sent something back has had it in their hands and says what was wrong with it.
    """
    return lines.filter(_THERE[settings.REVIEW_AFTER] & _KEPT | _SENT_BACK)


def already() -> str:
    """Say that there is a review of theirs."""
    return _("You have reviewed it already.")


def not_yet() -> str:
    """Say what has to happen first."""
    if settings.REVIEW_AFTER == "paid":
        return _("You can review it once it is paid.")
    return _("You can review it once it has arrived.")


def _seen(request: HttpRequest, **which: object) -> list[int]:
    """Return the lines of orders that the request may see.

    By themselves, and then by their keys: joined to reviews, a popular product's would all be looked through.
    """
    if not request.user.is_authenticated and not request.session.get(SESSION_KEY):
        return []
    return list(OrderLine.objects.filter(may_see(request, "order__"), **which).values_list("pk", flat=True))


def _own(lines: list[int], request: HttpRequest) -> QuerySet[Review]:
    theirs = Q(line__in=lines)
    return Review.objects.filter(theirs | Q(author=request.user) if request.user.is_authenticated else theirs)


def _refusal(bought: QuerySet[OrderLine], request: HttpRequest) -> MayNot:
    if bought.filter(_ON_ITS_WAY & _KEPT).exists():
        return MayNot(not_yet())
    if bought.exists():
        return MayNot(_("Your order of it was cancelled or refunded."))
    return _stranger(request)


def _stranger(request: HttpRequest) -> MayNot:
    if request.user.is_authenticated:
        return MayNot(_("Only who bought it here can review it."))
    text = _("Only who bought it here can review it: sign in, or open the link in the mail about your order.")
    return MayNot(text, sign_in=True)
