"""How shoppers pay."""

import os

from django.core.exceptions import ImproperlyConfigured

from shop.environment import flag, listing
from shop.settings.addresses import CONTENT_SECURITY_POLICY, HTTPS

# https://docs.stripe.com/keys and https://docs.stripe.com/webhooks#verify-official-libraries
STRIPE_SECRET_KEY = os.environ.get("STRIPE_SECRET_KEY", "")
STRIPE_WEBHOOK_SECRET = os.environ.get("STRIPE_WEBHOOK_SECRET", "")
STRIPE_API = os.environ.get("STRIPE_API", "https://api.stripe.com")
PAYMENT_PROVIDERS = listing("PAYMENT_PROVIDERS") or [
    *["stripe"] * bool(STRIPE_SECRET_KEY),
    "cod",
    *["demo"] * (not HTTPS),
]
if unknown := set(PAYMENT_PROVIDERS) - {"cod", "demo", "stripe"}:
    raise ImproperlyConfigured(f"PAYMENT_PROVIDERS knows cod, demo and stripe, and not {', '.join(unknown)}.")
if "demo" in PAYMENT_PROVIDERS and HTTPS and not flag("DEMO_PAYMENTS_IN_PUBLIC"):
    raise ImproperlyConfigured(
        "PAYMENT_PROVIDERS has demo, with which anybody gets goods without paying: take it out, "
        "or say DEMO_PAYMENTS_IN_PUBLIC=yes where nothing real is sold."
    )
if "stripe" in PAYMENT_PROVIDERS and not (STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET):
    raise ImproperlyConfigured("Stripe needs both STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET.")
if "stripe" in PAYMENT_PROVIDERS:
    # A browser asks the policy of the page with the form also where the answer redirects to.
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append("https://checkout.stripe.com")
UNPAID_MINUTES = int(os.environ.get("UNPAID_MINUTES", "30"))
