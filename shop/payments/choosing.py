"""Which providers there are, and which of them shoppers may choose."""

from django.conf import settings

from shop.payments.cod import CashOnDelivery
from shop.payments.demo import Demo
from shop.payments.providers import HostedProvider, Provider
from shop.payments.stripe import Stripe

_COD = CashOnDelivery()
_HOSTED: dict[str, HostedProvider] = {each.code: each for each in (Demo(), Stripe())}


def offered() -> list[str]:
    """Return the codes that a shopper may choose from, the usual one first."""
    return list(settings.PAYMENT_PROVIDERS)


def provider(code: str) -> Provider:
    """Return a provider, also one that is not offered any more: money may have to go back by it."""
    return _COD if code == _COD.code else _HOSTED[code]


def hosted(code: str) -> HostedProvider | None:
    """Return the provider if it has a page of its own to pay on."""
    return _HOSTED.get(code)
