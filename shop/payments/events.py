"""Messages and sessions as Stripe writes them, put into the shop's words. `demo` writes them the same way."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import stripe

from shop import money
from shop.payments.providers import BadEvent, Charge, Event, Kind

HEADER = "Stripe-Signature"
# https://docs.stripe.com/api/refunds/object#refund_object-status
_LOST = ("failed", "canceled")


def read(provider: str, body: bytes, headers: Mapping[str, str], secret: str) -> Event:
    """Read a message that was signed with this secret within the last five minutes. Raises BadEvent."""
    try:
        stripe.Webhook.construct_event(body, headers.get(HEADER), secret)
        message = json.loads(body)
        return _read(provider, message["id"], message["type"], message["data"]["object"])
    except (stripe.SignatureVerificationError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadEvent(type(error).__name__) from error


def of_session(provider: str, event: str, session: Mapping[str, Any], *, failed: bool = False) -> Event:
    """Say what has become of a session; `failed` when money that was on its way did not come."""
    currency = (session.get("currency") or "").upper()
    return Event(
        provider=provider,
        id=event,
        kind=Kind.DECLINED if failed else _kind(session),
        session=session["id"],
        key=session.get("client_reference_id") or "",
        order=(session.get("metadata") or {}).get("order", ""),
        reference=_id(session.get("payment_intent")),
        amount=money.from_minor_units(session.get("amount_total") or 0, currency),
        currency=currency,
    )


def looked_up(provider: str, session: Mapping[str, Any]) -> Event:
    """Say what has become of a session that was asked for; the same state is the same event."""
    kind = _kind(session)
    return of_session(provider, f"lookup:{session['id']}:{kind}", session)


def charge(session: Mapping[str, Any]) -> Charge:
    """Say what was charged in a paid session, and refunded, by its expanded payment intent."""
    taken, currency = session["payment_intent"]["latest_charge"], session["currency"].upper()
    return Charge(
        session=session["id"],
        key=session.get("client_reference_id") or "",
        amount=money.from_minor_units(session["amount_total"], currency),
        currency=currency,
        refunded=money.from_minor_units(taken["amount_refunded"], currency),
        at=datetime.fromtimestamp(taken["created"], UTC),
    )


def _read(provider: str, event: str, kind: str, thing: Mapping[str, Any]) -> Event:
    if kind.startswith("checkout.session."):
        return of_session(provider, event, thing, failed=kind == "checkout.session.async_payment_failed")
    if thing["object"] == "refund" and thing["status"] in _LOST:
        key = (thing.get("metadata") or {}).get("key", "")
        return Event(provider, event, Kind.REFUND_FAILED, key=key, reference=thing["id"])
    return Event(provider, event, Kind.OTHER)


def _kind(session: Mapping[str, Any]) -> Kind:
    """Tell by https://docs.stripe.com/api/checkout/sessions/object: status, then payment_status."""
    if session["status"] == "open":
        return Kind.OPEN
    if session["payment_status"] == "paid":
        return Kind.CAPTURED
    if session["status"] == "expired":
        return Kind.EXPIRED
    intent = session.get("payment_intent")
    declined = isinstance(intent, Mapping) and intent["status"] in ("requires_payment_method", "canceled")
    return Kind.DECLINED if declined else Kind.PENDING


def _id(expandable: str | Mapping[str, Any] | None) -> str:
    return expandable["id"] if isinstance(expandable, Mapping) else expandable or ""
