"""Stripe's books, as far as the shop needs them: sessions, payment intents, refunds, keys, events.

What the requests mean is said by https://docs.stripe.com/api; fake_stripe_server.py answers them.
"""

import hashlib
import hmac
import json
import time
from itertools import count
from typing import Any

Thing = dict[str, Any]
SECRET = "whsec_fastshop"


class Refusal(Exception):
    """An answer with an error in it."""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status, self.body = status, {"error": {"type": kind, "message": message}}


class FakeStripe:
    """The books, and what the shopper and the bank do to them."""

    def __init__(self) -> None:
        self.sessions: dict[str, Thing] = {}
        self.intents: dict[str, Thing] = {}
        self.refunds: list[Thing] = []
        self.answered: dict[str, tuple[Thing, Thing]] = {}
        self.url = ""
        self.charged_at = int(time.time()) - 3600
        self._numbers = count(1)

    def pay(self, session: str, **faults: Any) -> Thing:
        """Let the shopper pay (or be charged something else, by a fault); return the event."""
        intent = {"id": f"pi_{next(self._numbers)}", "object": "payment_intent", "status": "succeeded"}
        self.intents[intent["id"]] = intent | {"refunded": 0}
        paid = {"status": "complete", "payment_status": "paid", "payment_intent": intent["id"], **faults}
        self.sessions[session].update(paid)
        return self.event("checkout.session.completed", self.sessions[session])

    def promise(self, session: str) -> Thing:
        """Let the shopper pay by a bank debit, whose money comes days later; return the event."""
        paid = self.pay(session, payment_status="unpaid")
        self.intents[self.sessions[session]["payment_intent"]]["status"] = "processing"
        return paid

    def break_promise(self, session: str) -> Thing:
        """Let that money not come; return the event."""
        self.intents[self.sessions[session]["payment_intent"]]["status"] = "requires_payment_method"
        return self.event("checkout.session.async_payment_failed", self.sessions[session])

    def event(self, kind: str, thing: Thing) -> Thing:
        """Return an event about a thing as it is now."""
        event = {"id": f"evt_{next(self._numbers)}", "object": "event", "type": kind, "livemode": False}
        return {**event, "created": int(time.time()), "data": {"object": dict(thing)}}

    def answer(self, method: str, path: str, fields: Thing, key: str) -> Thing:
        """Do what a request asks for; the same idempotency key gets the same answer."""
        if key in self.answered:
            asked, answer = self.answered[key]
            if asked != fields:
                raise Refusal(400, "idempotency_error", "Keys can only be used with the same parameters")
            return answer
        answer = self._do(method, path.removeprefix("/v1/").split("/"), fields)
        if key:
            self.answered[key] = fields, answer
        return answer

    def _do(self, method: str, path: list[str], fields: Thing) -> Thing:
        match method, path:
            case "POST", ["checkout", "sessions"]:
                return self._open(fields)
            case "GET", ["checkout", "sessions"]:
                wanted = [each for each in self.sessions.values() if each["status"] == fields["status"]]
                return _list([self._expanded(each) for each in wanted])
            case "GET", ["checkout", "sessions", session]:
                return self._expanded(self._session(session))
            case "POST", ["checkout", "sessions", session, "expire"]:
                return self._expire(self._session(session))
            case "GET", ["refunds"]:
                made = [each for each in self.refunds if each["payment_intent"] == fields["payment_intent"]]
                return _list(made)
            case "POST", ["refunds"]:
                return self._refund(fields)
        raise Refusal(404, "invalid_request_error", "Unrecognized request URL")

    def _open(self, fields: Thing) -> Thing:
        session = f"cs_test_{next(self._numbers)}"
        self.sessions[session] = {
            "id": session,
            "object": "checkout.session",
            "client_reference_id": fields["client_reference_id"],
            "metadata": {"order": fields["metadata[order]"]},
            "amount_total": int(fields["line_items[0][price_data][unit_amount]"]),
            "currency": fields["line_items[0][price_data][currency]"],
            "status": "open",
            "payment_status": "unpaid",
            "payment_intent": None,
            "url": f"{self.url}/pay/{session}",
        }
        return dict(self.sessions[session])

    def _session(self, session: str) -> Thing:
        if session not in self.sessions:
            raise Refusal(404, "invalid_request_error", f"No such checkout.session: {session}")
        return self.sessions[session]

    def _expanded(self, session: Thing) -> Thing:
        intent = self.intents.get(session["payment_intent"] or "")
        taken = {"id": "ch_1", "object": "charge", "created": self.charged_at}
        charge = intent and taken | {"amount_refunded": intent["refunded"]}
        return session | {"payment_intent": intent and intent | {"latest_charge": charge}}

    def _expire(self, session: Thing) -> Thing:
        if session["status"] != "open":
            raise Refusal(400, "invalid_request_error", "Only Checkout Sessions with a status in ['open']")
        session["status"] = "expired"
        return dict(session)

    def _refund(self, fields: Thing) -> Thing:
        amount, intent = int(fields["amount"]), self.intents[fields["payment_intent"]]
        paid = next(each for each in self.sessions.values() if each["payment_intent"] == intent["id"])
        if amount > paid["amount_total"] - intent["refunded"]:
            raise Refusal(400, "invalid_request_error", "Refund amount is greater than unrefunded amount")
        intent["refunded"] += amount
        made = {"id": f"re_{next(self._numbers)}", "object": "refund", "status": "succeeded"}
        made |= {
            "amount": amount,
            "payment_intent": intent["id"],
            "metadata": {"key": fields["metadata[key]"]},
        }
        self.refunds.append(made)
        return dict(made)


def signed(event: Thing, *, secret: str = SECRET, at: float = 0) -> tuple[str, dict[str, str]]:
    """Return the body of a message and the header that signs it: https://docs.stripe.com/webhooks."""
    body, at = json.dumps(event), int(at or time.time())
    digest = hmac.new(secret.encode(), f"{at}.{body}".encode(), hashlib.sha256).hexdigest()
    return body, {"Stripe-Signature": f"t={at},v1={digest}"}


def _list(things: list[Thing]) -> Thing:
    return {"object": "list", "data": things, "has_more": False, "url": "/v1/list"}
