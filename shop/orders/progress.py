"""How an order is getting on: its steps, its parcels, and what is said of it when it moves on."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.functional import Promise, lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from components.order import OrderProgress, Parcel, Step
from shop import money
from shop.accounts.models import User
from shop.orders.models import Order, Refund, ReturnRequest, Shipment, ShipmentLine, Transition
from shop.orders.tracking import tracking_link

NEWS = {
    Order.State.PAID: _("Your order was paid."),
    Order.State.SHIPPED: _("Your order was shipped."),
    Order.State.DELIVERED: _("Your order was delivered."),
    Order.State.CANCELLED: _("Your order was cancelled."),
    Order.State.REFUNDED: _("Your order was refunded."),
}
DECISIONS = {
    ReturnRequest.State.ACCEPTED: (_("Return accepted"), _("Your return was accepted.")),
    ReturnRequest.State.DECLINED: (_("Return declined"), _("Your return was declined.")),
    ReturnRequest.State.WITHDRAWN: (_("Return withdrawn"), ""),
}
SHOWN = lazy(money.shown, str)  # each page's language writes an amount in its own way
UNDERWAY = (Order.State.AWAITING_PAYMENT, Order.State.PAID)  # with a parcel: partly shipped


@dataclass(frozen=True, slots=True)
class Life:
    """What an order's page shows of its life, and what to say of the latest that happened."""

    progress: OrderProgress
    news: str | Promise


@dataclass(frozen=True, slots=True)
class Moment:
    """A step of an order, who took it (nobody: the shop itself, or a guest), and what is said of it."""

    step: Step
    news: str | Promise = ""
    actor: User | None = None


def progress(order: Order) -> OrderProgress:
    """Return what the order's page shows of its life."""
    return _lives([order])[order.pk].progress


def lives_of(orders: Collection[int]) -> dict[int, Life]:
    """Read how many orders are getting on, in as many queries however many there are."""
    return _lives(Order.objects.filter(pk__in=list(orders)))


def moments(order: Order) -> list[Moment]:
    """Return everything that happened to an order, oldest first."""
    told = [*_steps(order), *_parcels(order), *_refunds(order), *_returns(order)]
    return sorted(told, key=lambda moment: moment.step.at)


def _lives(orders: Iterable[Order]) -> dict[int, Life]:
    orders = list(orders)
    packed = Prefetch("lines", ShipmentLine.objects.select_related("line"))
    told = {
        "transitions": Transition.objects.all(),
        "shipments": Shipment.objects.prefetch_related(packed),
        "refunds": Refund.objects.all(),
        "returns": ReturnRequest.objects.all(),
    }
    acted = (Prefetch(name, rows.select_related("actor")) for name, rows in told.items())
    prefetch_related_objects(orders, *acted)
    return {order.pk: _life(order) for order in orders}


def _life(order: Order) -> Life:
    told = moments(order)
    parcels = tuple(_parcel(parcel) for parcel in order.shipments.all())
    partly = bool(parcels) and order.state in UNDERWAY
    shown = OrderProgress(
        number=order.number,
        state="partly_shipped" if partly else order.state,
        label=_("Partly shipped") if partly else Order.State(order.state).label,
        steps=tuple(moment.step for moment in told),
        version=order.version,
        parcels=parcels,
    )
    return Life(shown, told[-1].news)


def _steps(order: Order) -> Iterator[Moment]:
    for step in order.transitions.all():
        label = Order.State(step.target).label if step.origin else _("Placed")
        news = NEWS.get(step.target, "") if step.origin else ""
        yield Moment(Step(label, step.at, step.note), news, step.actor)


def _parcels(order: Order) -> Iterator[Moment]:
    """The only parcel of an order that is shipped is told by that step."""
    parcels = order.shipments.all()
    if len(parcels) == 1 and order.state not in UNDERWAY:
        return
    for parcel in parcels:
        label, news = _("A parcel was sent"), _("A parcel of your order was sent.")
        yield Moment(Step(label, parcel.at), news, parcel.actor)


def _refunds(order: Order) -> Iterator[Moment]:
    for refund in order.refunds.all():
        label = format_lazy("{}: {}", _("Refund"), SHOWN(refund.amount))
        yield Moment(Step(label, refund.created_at), _("A refund was made."), refund.actor)


def _returns(order: Order) -> Iterator[Moment]:
    for request in order.returns.all():
        yield Moment(Step(_("Return asked for"), request.created_at))
        if request.decided_at:
            label, news = DECISIONS[request.state]
            yield Moment(Step(label, request.decided_at, request.note), news, request.actor)


def _parcel(parcel: Shipment) -> Parcel:
    return Parcel(
        pk=parcel.pk,
        at=parcel.at,
        contents=tuple(f"{packed.quantity} × {packed.line.title}" for packed in parcel.lines.all()),
        carrier=parcel.carrier,
        tracking_number=parcel.tracking_number,
        link=tracking_link(parcel.carrier, parcel.tracking_number),
    )
