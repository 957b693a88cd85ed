"""Giving money back: asked for once, never more than came in, and units back on the shelf where they are."""

import uuid
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from django.db.models import F, Sum

from shop import money
from shop.accounts.models import User
from shop.inventory.locking import transactional
from shop.inventory.models import StockEntry
from shop.inventory.receiving import receive_many
from shop.operations.handing_over import after_commit
from shop.orders.broadcasts import order_changed
from shop.orders.locking import lock_order
from shop.orders.models import Order, Payment, Refund, RefundLine
from shop.orders.payments import captured, given_back
from shop.orders.shipping import finish_shipping
from shop.orders.tasks import carry_out_refunds
from shop.orders.transitions import ALLOWED, NotAllowed, advance


class RefundTooMuch(Exception):
    """More money, or more units, than there are to give back. `left` says how much there is."""

    def __init__(self, left: Decimal | int) -> None:
        super().__init__(f"only {left} can be refunded")
        self.left = left


def refundable(order: Order) -> Decimal:
    """Return how much can be given back: what came in, less what went back or is about to."""
    return captured(order) - given_back(order)


def refundable_units(order: Order) -> dict[int, int]:
    """Return how many units of each order line no refund was about yet."""
    gone = RefundLine.objects.filter(line__order=order).values_list("line").annotate(Sum("quantity"))
    before = dict(gone.order_by())
    return {line.pk: line.quantity - before.get(line.pk, 0) for line in order.lines.all()}


@transactional
def refund(
    order: Order,
    amount: Decimal,
    *,
    key: uuid.UUID,
    reason: str = "",
    actor: User | None = None,
    units: Mapping[int, int] | None = None,
    restock: bool = False,
) -> Refund:
    """Have a worker give an amount back, for `units` (order line to how many); the same key does it once.

    Locks the order, and the stock where units come back. An order whose money has all gone back is refunded.
    Raises RefundTooMuch, NotAllowed (no such amount, no such line), Busy.
    """
    order = lock_order(order.pk)
    if asked := Refund.objects.filter(key=key).first():
        return _the_same(asked, order)
    units = {line: many for line, many in (units or {}).items() if many}
    amount = _possible(order, amount)
    _refuse_units_that_are_not_there(order, units)
    made = Refund.objects.create(
        order=order, payment=_source(order), key=key, amount=amount, reason=reason, actor=actor
    )
    RefundLine.objects.bulk_create(
        RefundLine(refund=made, line_id=line, quantity=many, restocked=restock)
        for line, many in units.items()
    )
    if restock:
        _put_back(order, units, actor)
    _tell(order, actor)
    after_commit(carry_out_refunds)
    return made


def refund_stray(order: Order, payment: Payment, reason: str) -> Refund:
    """Have money given back that does not pay the order, all of it. The caller holds the order's lock."""
    made = Refund.objects.create(order=order, payment=payment, amount=payment.amount, reason=reason)
    after_commit(carry_out_refunds)
    return made


def _the_same(asked: Refund, order: Order) -> Refund:
    if asked.order_id != order.pk:
        raise NotAllowed(f"refund {asked.key} is of another order")
    return asked


def _possible(order: Order, amount: Decimal) -> Decimal:
    if amount <= 0 or money.rounded(amount) != amount:
        raise NotAllowed(f"{amount} is no amount to refund")
    if amount > (left := refundable(order)):
        raise RefundTooMuch(left)
    return amount


def _refuse_units_that_are_not_there(order: Order, units: Mapping[int, int]) -> None:
    left = refundable_units(order)
    for line, many in units.items():
        if line not in left or many < 0:
            raise NotAllowed(f"{order.number} has no {many} units of line {line}")
        if many > left[line]:
            raise RefundTooMuch(left[line])


def _source(order: Order) -> Payment:
    """Return the payment that paid the order: `settle` takes what is owed at once, or not at all."""
    return order.payments.filter(state=Payment.State.CAPTURED).get()


def _put_back(order: Order, units: Mapping[int, int], actor: User | None) -> None:
    variants: Counter[int] = Counter()
    for line in order.lines.filter(pk__in=units):
        variants[line.variant_id] += units[line.pk]
    if variants:
        receive_many(variants, reason=StockEntry.Reason.RETURNED, note=order.number, actor=actor)


def _tell(order: Order, actor: User | None) -> None:
    Order.objects.filter(pk=order.pk).update(version=F("version") + 1)
    order_changed(order.pk)
    if not refundable(order) and Order.State.REFUNDED in ALLOWED[order.state]:
        advance(order, Order.State.REFUNDED, actor=actor)
    finish_shipping(order, actor=actor)
