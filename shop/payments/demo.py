"""`demo`, for trying out: a page that looks hosted, and messages signed and sent as Stripe does."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import override

from shop import money
from shop.operations.handing_over import after_commit
from shop.payments import events
from shop.payments.demo_signing import secret
from shop.payments.models import DemoMessage, DemoRefund, DemoSession
from shop.payments.providers import Ask, Charge, Event, ProviderRefused, Session
from shop.payments.tasks import deliver_demo_messages

State = DemoSession.State
_TYPES = {
    State.PAID: "checkout.session.completed",
    State.DECLINED: "checkout.session.async_payment_failed",
    State.EXPIRED: "checkout.session.expired",
}


class Demo:
    """Takes no money, and says it did."""

    code = "demo"

    def start(self, ask: Ask) -> Session:
        """Open a session."""
        wanted = {name: getattr(ask, name) for name in _ASKED}
        session, _ = DemoSession.objects.get_or_create(key=ask.key, defaults=wanted)
        with override(ask.language):
            address = reverse("demo_payment", args=[session.pk])
        return Session(session.pk, f"{settings.PUBLIC_URL}{address}")

    def lookup(self, session: str) -> Event:
        """Look into the books."""
        found = DemoSession.objects.filter(pk=session).first()
        if found is None:
            raise ProviderRefused(f"no session {session}")
        failed = found.state == State.DECLINED
        event = f"lookup:{session}:{found.state}"
        return events.of_session(self.code, event, written(found), failed=failed)

    def close(self, session: str) -> Event:
        """Expire a session that is open."""
        end(session, State.EXPIRED)
        return self.lookup(session)

    def charges(self, since: datetime) -> Iterator[Charge]:
        """Read the books."""
        for paid in DemoSession.objects.filter(state=State.PAID, created_at__gte=since):
            amount = paid.amount, paid.currency, paid.refunded
            yield Charge(paid.pk, str(paid.key), *amount, at=paid.created_at)

    def read_event(self, body: bytes, headers: Mapping[str, str]) -> Event:
        """Read what came in by the webhook."""
        return events.read(self.code, body, headers, secret())

    @transaction.atomic
    def refund(self, reference: str, amount: Decimal, currency: str, key: str) -> str:
        """Note that money went back."""
        made, new = DemoRefund.objects.get_or_create(
            key=key, defaults={"session_id": reference, "amount": amount}
        )
        paid = DemoSession.objects.filter(pk=reference, state=State.PAID, currency=currency)
        taken = paid.filter(amount__gte=F("refunded") + amount)
        if new and not taken.update(refunded=F("refunded") + amount):
            raise ProviderRefused(f"{amount} {currency} is more than is left of {reference}")
        return f"re_demo_{made.pk}"


_ASKED = ("order", "amount", "currency", "language", "paid_url", "back_url")


@transaction.atomic
def end(session: str, state: str, **taken: Any) -> bool:
    """Let an open session end so, and tell the shop; return whether it was open.

    `taken` is for faults: an amount or currency other than what was asked.
    """
    if not DemoSession.objects.filter(pk=session, state=State.OPEN).update(state=state, **taken):
        return False
    ended = DemoSession.objects.get(pk=session)
    message = DemoMessage(session=ended)
    message.body = json.dumps(
        {
            "id": message.pk,
            "object": "event",
            "type": _TYPES[state],
            "data": {"object": written(ended)},
        }
    )
    message.save(force_insert=True)
    after_commit(deliver_demo_messages)
    return True


def written(session: DemoSession) -> dict[str, Any]:
    """Write a session as Stripe would."""
    paid, over = session.state == State.PAID, session.state in (State.PAID, State.DECLINED)
    return {
        "id": session.pk,
        "object": "checkout.session",
        "client_reference_id": str(session.key),
        "metadata": {"order": session.order},
        "amount_total": money.in_minor_units(session.amount, session.currency),
        "currency": session.currency.lower(),
        "status": "complete" if over else session.state,
        "payment_status": "paid" if paid else "unpaid",
        "payment_intent": session.pk if paid else None,
    }
