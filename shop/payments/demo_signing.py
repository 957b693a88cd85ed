"""How `demo` signs what it tells the shop: as Stripe does, https://docs.stripe.com/webhooks#verify-manually."""

import stripe
from django.utils.crypto import salted_hmac

from shop.payments.events import HEADER


def signed(body: str) -> dict[str, str]:
    """Return the header that proves who wrote a message, and when."""
    return {HEADER: stripe.WebhookSignature.generate_signature_header(body, secret())}


def secret() -> str:
    """Return what it signs with; it follows from SECRET_KEY."""
    return salted_hmac("fastshop.demo", "webhook", algorithm="sha256").hexdigest()
