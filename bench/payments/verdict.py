"""Whether a schedule ended well: what the provider's books say, held against the shop's.

- Every session that was paid is one payment of the shop's, of its amount; what pays no order went back.
- What the provider gave back is what the shop's refunds say, each once.
- An order that is paid has its whole price; one that is over has kept nothing; one that waits has nothing.
- Nothing was paid, told or sent twice; nothing was sent that was not paid.
"""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Sum

from shop.notifications.models import Mail
from shop.orders.models import Order, Payment, Refund, ShipmentLine, Transition
from shop.orders.payments import captured, given_back
from shop.payments.models import DemoRefund, DemoSession

State = Order.State
HERE = (Payment.State.CAPTURED, Payment.State.STRAY)


def verdict(order: Order) -> list[str]:
    """Return sentences about what is wrong with an order that is at rest."""
    order = Order.objects.get(pk=order.pk)
    checks = (_sessions, _refunds, _kept, _once)
    return [f"{order.number}: {wrong}" for check in checks for wrong in check(order)]


def _sessions(order: Order) -> Iterator[str]:
    ours = {payment.session: payment for payment in order.payments.filter(state__in=HERE).exclude(session="")}
    for session in DemoSession.objects.filter(order=order.number, state=DemoSession.State.PAID):
        payment = ours.pop(session.pk, None)
        if payment is None:
            yield f"{session.amount} {session.currency} were paid and are not in the books"
            continue
        if (payment.amount, payment.currency) != (session.amount, session.currency):
            yield f"{session.amount} {session.currency} were paid, the books have {payment}"
        went_back = session.amount if payment.state == Payment.State.STRAY else _done(payment)
        if session.refunded != went_back:
            yield f"{session.refunded} of {payment} went back, and should {went_back}"
    for payment in ours.values():
        yield f"the books have {payment}, which nobody paid"


def _done(payment: Payment) -> Decimal:
    done = payment.refunds.filter(state=Refund.State.DONE).aggregate(sum=Sum("amount"))
    return done["sum"] or Decimal(0)


def _refunds(order: Order) -> Iterator[str]:
    asked = set(order.refunds.filter(payment__provider="demo").values_list("key", flat=True))
    made = set(DemoRefund.objects.filter(session__order=order.number).values_list("key", flat=True))
    if asked != made:
        yield f"{len(asked)} refunds were asked for, {len(made)} made"
    for refund in order.refunds.exclude(state=Refund.State.DONE):
        yield f"{refund} is {refund.state}: {refund.last_error}"


def _kept(order: Order) -> Iterator[str]:
    came, back = captured(order), given_back(order)
    due = Decimal(0) if order.state == State.AWAITING_PAYMENT else order.total
    over = order.state in (State.CANCELLED, State.REFUNDED)
    if came != due and not (order.state == State.CANCELLED and came == 0):
        yield f"it is {order.state} and costs {order.total}: {came} came in"
    if back > came or (over and back != came):
        yield f"it is {order.state}: {came} came in and {back} went back"


def _once(order: Order) -> Iterator[str]:
    steps = list(Transition.objects.filter(order=order).values_list("target", flat=True))
    for state in (State.PAID, State.SHIPPED, State.DELIVERED, State.REFUNDED):
        if steps.count(state) > 1:
            yield f"it became {state} {steps.count(state)} times"
    line = order.lines.get()
    sent = ShipmentLine.objects.filter(line=line).aggregate(sum=Sum("quantity"))["sum"] or 0
    if sent > line.quantity or (sent and State.PAID not in steps):
        yield f"{sent} of {line.quantity} were sent, in a life of {steps}"
    mails = list(Mail.objects.filter(to=order.email).values_list("kind", flat=True))
    for kind in ("order_paid", "order_received"):
        if mails.count(kind) > 1:
            yield f"{kind} was written {mails.count(kind)} times"
    late = order.payments.filter(events__outcome="late").count()
    if mails.count("order_late_payment") != late:
        yield f"{late} payments came too late, {mails.count('order_late_payment')} mails say so"
