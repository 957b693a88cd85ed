"""What each step of a schedule does, by the shop's own verbs and the books of `demo`."""

import uuid
from decimal import Decimal

from django.test import RequestFactory

from bench.payments.scene import let_time_pass
from bench.payments.schedule import Step
from shop.inventory.locking import Busy
from shop.inventory.models import Stock
from shop.inventory.reservations import Claim, OutOfStock, reserve
from shop.orders.cancelling import cancel
from shop.orders.desk.steps import take_money
from shop.orders.models import Order, Payment
from shop.orders.paying import NothingToPay, begin, catch_up
from shop.orders.paying_back import carry_out
from shop.orders.refunds import RefundTooMuch, refund, refundable, refundable_units
from shop.orders.shipping import NotThatMany, deliver, ship
from shop.orders.transitions import NotAllowed
from shop.orders.unpaid import expire
from shop.orders.webhooks import payment_webhook
from shop.payments.demo import Demo, end
from shop.payments.demo_signing import signed
from shop.payments.models import DemoMessage, DemoSession
from shop.payments.providers import Ask

REFUSALS = (Busy, NotAllowed, NotThatMany, NothingToPay, OutOfStock, RefundTooMuch)
State = DemoSession.State
WEBHOOK = "/payments/demo/webhook/"


class Actor:
    """Does steps to one order. Several threads may use it at once: it keeps nothing."""

    def __init__(self, order: Order) -> None:
        self.order = order

    def act(self, step: Step) -> str:
        """Do a step and return what the shop said, or why it refused."""
        verb = getattr(self, f"_{step.what.replace(' ', '_')}")
        try:
            return str(verb(step) or "done")
        except REFUSALS as refusal:
            return f"refused: {refusal!r}"

    def settle_down(self) -> None:
        """Let every message arrive at last, every refund be carried out, and nobody be waiting."""
        for message in self._messages():
            tell(message.body)
        catch_up(self.order)
        self._give_back(Step("give back", 0, 0.0))

    def _fresh(self) -> Order:
        return Order.objects.get(pk=self.order.pk)

    def _sessions(self) -> list[DemoSession]:
        return list(DemoSession.objects.filter(order=self.order.number).order_by("created_at", "pk"))

    def _messages(self) -> list[DemoMessage]:
        return list(DemoMessage.objects.filter(session__order=self.order.number).order_by("next_try_at"))

    def _begin(self, step: Step) -> str:
        return begin(self._fresh(), "demo")

    def _begin_again(self, step: Step) -> None:
        order = self.order
        payment = Payment(order=order, provider="demo", amount=order.total, currency=order.currency)
        ask = Ask(str(payment.key), order.number, order.total, order.currency, order.email, "en", "/", "/")
        payment.session = Demo().start(ask).id
        payment.save()

    def _charge(self, step: Step, **faults: object) -> str:
        open_ = [session for session in self._sessions() if session.state == State.OPEN]
        return f"charged: {bool(open_) and end(open_[step.which % len(open_)].pk, State.PAID, **faults)}"

    def _charge_wrongly(self, step: Step) -> str:
        if step.luck < 0.3:
            return self._charge(step, currency="USD")
        return self._charge(step, amount=Decimal("1.00") if step.luck < 0.7 else self.order.total + 100)

    def _decline(self, step: Step) -> None:
        for session in self._sessions()[step.which : step.which + 1]:
            end(session.pk, State.DECLINED)

    def _tell(self, step: Step) -> str:
        messages = self._messages()
        return tell(messages[step.which % len(messages)].body) if messages else "nothing to tell"

    def _forge(self, step: Step) -> str:
        bodies = [message.body for message in self._messages()]
        return forge(bodies[step.which % len(bodies)], step.luck) if bodies else "nothing to forge"

    def _return(self, step: Step) -> None:
        catch_up(self._fresh())

    def _expire(self, step: Step) -> None:
        let_time_pass(self.order)
        expire(self._fresh())

    def _cancel(self, step: Step) -> None:
        cancel(self._fresh())

    def _grab(self, step: Step) -> None:
        variant = self.order.lines.get().variant_id
        left = Stock.objects.get(pk=variant).available
        if left:
            reserve([Claim(variant, left, 3600)], claimant="somebody else")

    def _by_hand(self, step: Step) -> None:
        take_money(self._fresh(), actor=None)

    def _ship(self, step: Step) -> None:
        ship(self._fresh(), {self.order.lines.get().pk: 1} if step.luck < 0.5 else None, key=self._key(step))

    def _deliver(self, step: Step) -> None:
        deliver(self._fresh())

    def _refund(self, step: Step) -> None:
        order = self._fresh()
        amount = refundable(order) if step.luck < 0.4 else Decimal("7.77")
        units = {line: 1 for line, left in refundable_units(order).items() if left and step.luck < 0.5}
        refund(order, amount, key=self._key(step), units=units, restock=bool(units) and step.luck < 0.3)

    def _give_back(self, step: Step) -> None:
        for pk in list(self.order.refunds.values_list("pk", flat=True)):
            carry_out(pk)

    def _key(self, step: Step) -> uuid.UUID:
        return uuid.uuid5(self.order.placement_key, f"{step.what} {step.which}")


def tell(body: str) -> str:
    """Post a message to the shop as `demo` does, and return what it was answered."""
    return _posted(body, signed(body))


def forge(body: str, luck: float) -> str:
    """Post what `demo` never said: signed by another, changed on the way, or long ago."""
    old = f"t=1,v1={'0' * 64}"
    changed = body.replace('"amount_total": ', '"amount_total": 9')
    wrong = [(body, {"Stripe-Signature": old}), (changed, signed(body)), (body, {})][int(luck * 3)]
    answer = _posted(*wrong)
    return answer if answer.startswith("400") else f"BELIEVED A FORGERY: {answer}"


def _posted(body: str, headers: dict[str, str]) -> str:
    request = RequestFactory().post(WEBHOOK, body, content_type="application/json", headers=headers)
    reply = payment_webhook(request, "demo")
    return f"{reply.status_code} {reply.content.decode()}"
