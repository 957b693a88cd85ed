"""Stripe: the shopper pays on a Checkout page of theirs, https://docs.stripe.com/payments/checkout."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import stripe
from django.conf import settings

from shop import money
from shop.payments import events
from shop.payments.providers import Ask, Charge, Event, ProviderAway, ProviderRefused, Session

P = ParamSpec("P")
T = TypeVar("T")

SECONDS = (3.05, 10)  # to connect, and to wait for an answer
RETRIES = 1  # by the SDK, with the same idempotency key
REFUSALS = (stripe.CardError, stripe.InvalidRequestError, stripe.IdempotencyError)


def _asking(call: Callable[P, T]) -> Callable[P, T]:
    @wraps(call)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return call(*args, **kwargs)
        except REFUSALS as error:
            raise ProviderRefused(str(error)) from error
        except stripe.StripeError as error:
            raise ProviderAway(str(error)) from error

    return asked


class Stripe:
    """Speaks to Stripe by its SDK, with the shop's own secret key."""

    code = "stripe"

    @_asking
    def start(self, ask: Ask) -> Session:
        """Open a Checkout Session."""
        session = self._client.v1.checkout.sessions.create(
            {
                "mode": "payment",
                "client_reference_id": ask.key,
                "customer_email": ask.email,
                "locale": "auto",
                "metadata": {"order": ask.order},
                "payment_intent_data": {"description": ask.order, "metadata": {"order": ask.order}},
                "line_items": [{"quantity": 1, "price_data": _priced(ask)}],
                "success_url": ask.paid_url,
                "cancel_url": ask.back_url,
            },
            {"idempotency_key": ask.key},
        )
        return Session(session.id, session.url)

    @_asking
    def lookup(self, session: str) -> Event:
        """Ask what has become of a session."""
        found = self._client.v1.checkout.sessions.retrieve(session, {"expand": ["payment_intent"]})
        return events.looked_up(self.code, found.to_dict())

    @_asking
    def close(self, session: str) -> Event:
        """Expire a session; one that is not open any more refuses, and says what it is."""
        with suppress(stripe.InvalidRequestError):
            self._client.v1.checkout.sessions.expire(session)
        return self.lookup(session)

    def charges(self, since: datetime) -> Iterator[Charge]:
        """Ask for all sessions, with what was charged and refunded."""
        asked = {
            "created": {"gte": int(since.timestamp())},
            "status": "complete",
            "limit": 100,
            "expand": ["data.payment_intent.latest_charge"],
        }
        try:
            for session in self._client.v1.checkout.sessions.list(asked).auto_paging_iter():
                if session.payment_status == "paid" and session.payment_intent:
                    yield events.charge(session.to_dict())
        except stripe.StripeError as error:
            raise ProviderAway(str(error)) from error

    def read_event(self, body: bytes, headers: Mapping[str, str]) -> Event:
        """Read what came in by the webhook."""
        return events.read(self.code, body, headers, settings.STRIPE_WEBHOOK_SECRET)

    @_asking
    def refund(self, reference: str, amount: Decimal, currency: str, key: str) -> str:
        """Give money back, unless a refund with this key is there.

        An idempotency key is forgotten after a day (https://docs.stripe.com/api/idempotent_requests).
        """
        refunds = self._client.v1.refunds
        for made in refunds.list({"payment_intent": reference, "limit": 100}).auto_paging_iter():
            if (made.metadata or {}).to_dict().get("key") == key:
                return _unless_lost(made)
        wanted = {
            "payment_intent": reference,
            "amount": money.in_minor_units(amount, currency),
            "metadata": {"key": key},
        }
        return _unless_lost(refunds.create(wanted, {"idempotency_key": key}))

    @property
    def _client(self) -> stripe.StripeClient:
        return stripe.StripeClient(
            settings.STRIPE_SECRET_KEY,
            base_addresses={"api": settings.STRIPE_API},
            max_network_retries=RETRIES,
            http_client=stripe.RequestsClient(timeout=SECONDS),
        )


def _priced(ask: Ask) -> dict[str, Any]:
    return {
        "currency": ask.currency.lower(),
        "unit_amount": money.in_minor_units(ask.amount, ask.currency),
        "product_data": {"name": ask.order},
    }


def _unless_lost(refund: stripe.Refund) -> str:
    if refund.status in ("failed", "canceled"):
        raise ProviderRefused(f"refund {refund.id} has {refund.status}")
    return refund.id
