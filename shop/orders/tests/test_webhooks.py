"""The webhook believes what is signed, of the right age and size, and asks for the rest again."""

import json
import time
import uuid
from typing import Any

import pytest
import stripe
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from shop.orders.models import Order, SettledEvent
from shop.orders.tests.paid_scene import awaiting, charged, open_session
from shop.orders.webhooks import LARGEST
from shop.payments.demo_signing import secret
from shop.payments.models import DemoMessage

pytestmark = pytest.mark.django_db
ADDRESS = "/payments/demo/webhook/"


@pytest.fixture
def body() -> str:
    """What `demo` says of an order that was just paid."""
    charged(open_session(awaiting()))
    return DemoMessage.objects.get().body


def tell(body: str, *, key: str = "", at: float = 0, **headers: Any) -> HttpResponse:
    """Post a message as the provider does, from no session and with no token."""
    at = int(at or time.time())
    signature = stripe.WebhookSignature.generate_signature_header(body, key or secret(), at)
    outside = Client(enforce_csrf_checks=True)
    headers = {"Stripe-Signature": signature, **headers}
    return outside.post(ADDRESS, body, content_type="application/json", headers=headers)


def paid() -> bool:
    return Order.objects.get().state == Order.State.PAID


def test_a_signed_message_pays_the_order(body: str) -> None:
    assert tell(body).status_code == 200
    assert paid()


def test_a_replayed_message_is_answered_and_changes_nothing(body: str) -> None:
    tell(body)
    assert tell(body).content == b"repeated"
    assert SettledEvent.objects.count() == 1


def test_a_message_is_refused_that_somebody_else_signed(body: str) -> None:
    assert tell(body, key="whsec_guessed").status_code == 400
    assert not paid()


def test_a_message_is_refused_that_was_changed_on_the_way(body: str) -> None:
    signature = stripe.WebhookSignature.generate_signature_header(body, secret())
    changed = body.replace("5490", "100")
    assert changed != body
    assert tell(changed, **{"Stripe-Signature": signature}).status_code == 400


@pytest.mark.parametrize("header", ["", "nonsense", "t=1,v1=", "t=x,v1=y"])
def test_a_message_without_a_proper_signature_is_refused(body: str, header: str) -> None:
    assert tell(body, **{"Stripe-Signature": header}).status_code == 400


def test_a_signed_message_from_the_past_is_refused(body: str) -> None:
    assert tell(body, at=time.time() - 301).status_code == 400
    assert not paid()


@pytest.mark.parametrize("nonsense", ["", "{", "[]", "{}", '{"id": 1, "object": "event", "type": "x"}'])
def test_a_signed_message_that_is_no_event_is_refused(nonsense: str) -> None:
    assert tell(nonsense).status_code == 400


def test_a_message_larger_than_any_event_is_not_read(body: str) -> None:
    assert tell(body + " " * LARGEST).status_code == 413


def test_a_message_about_an_order_that_is_not_there_yet_has_to_come_again(body: str) -> None:
    event = json.loads(body)
    event["data"]["object"] |= {"client_reference_id": str(uuid.uuid4()), "id": "cs_soon"}
    reply = tell(json.dumps(event))
    assert reply.status_code == 503
    assert reply.headers["Retry-After"]


@pytest.mark.parametrize("provider, status", [("cod", 404), ("gold", 404), ("stripe", 400)])
def test_a_provider_that_sends_no_messages_is_not_there(body: str, provider: str, status: int) -> None:
    assert Client().post(reverse("payment_webhook", args=[provider]), {}).status_code == status
    assert Client().get(reverse("payment_webhook", args=["demo"])).status_code == 405
