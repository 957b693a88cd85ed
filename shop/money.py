"""Money: Decimal in the shop's one currency, rounded here and nowhere else."""

from collections.abc import Sequence
from copy import copy
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale
from babel.numbers import format_currency, get_currency_precision
from django.conf import settings
from django.utils.translation import get_language, to_locale

ZERO = Decimal(0)

# How many decimals payment providers count with, where it is not two: https://docs.stripe.com/currencies
_MINOR_DIGITS = {
    **dict.fromkeys(["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA"], 0),
    **dict.fromkeys(["PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"], 0),
    **dict.fromkeys(["BHD", "JOD", "KWD", "OMR", "TND"], 3),
}


def rounded(amount: Decimal) -> Decimal:
    """Round half up to the currency's smallest unit (cents for EUR)."""
    return amount.quantize(Decimal(1).scaleb(-get_currency_precision(settings.CURRENCY)), ROUND_HALF_UP)


def ending_on(amount: Decimal, ending: Decimal) -> Decimal:
    """Return the nearest amount from `ending` on that ends like it, as 19.99 ends on 0.99; half goes up."""
    whole = (amount - ending).quantize(Decimal(1), ROUND_HALF_UP)
    return rounded(max(whole, ZERO) + ending)


def included_tax(gross: Decimal, rate: Decimal) -> Decimal:
    """Return the tax inside a gross amount; `rate` is a percentage, 20 for 20 %."""
    return rounded(gross * rate / (100 + rate))


def in_minor_units(amount: Decimal, currency: str) -> int:
    """Return the amount as providers count it: 1250 for 12.50 EUR, 12 for 12 JPY.

    Raises ValueError for an amount with a fraction of that.
    """
    counted = amount.scaleb(_MINOR_DIGITS.get(currency, 2))
    if counted != int(counted):
        raise ValueError(f"{amount} {currency} is no whole number of its smallest unit")
    return int(counted)


def from_minor_units(counted: int, currency: str) -> Decimal:
    """Return the amount that providers count so."""
    return Decimal(counted).scaleb(-_MINOR_DIGITS.get(currency, 2))


def percentage(amount: Decimal, percent: Decimal) -> Decimal:
    """Return so many per cent of an amount."""
    return rounded(amount * percent / 100)


def shared(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Split an amount in proportion to weights, so that the shares add up to it exactly.

    By largest remainder: each share is rounded down to the smallest unit, and what is left goes, a unit
    each, to those that lost most, the first of equals before the others. So no share is more than its weight
    where the amount is not more than all weights together. Weights that are all nothing get nothing.
    """
    whole, unit = sum(weights, ZERO), rounded(ZERO).as_tuple().exponent
    if not whole:
        return [rounded(ZERO) for _ in weights]
    exact = [amount * weight / whole for weight in weights]
    shares = [share.quantize(Decimal(1).scaleb(unit), ROUND_DOWN) for share in exact]
    left = int((amount - sum(shares, ZERO)).scaleb(-unit))
    losses = sorted(range(len(shares)), key=lambda index: shares[index] - exact[index])
    for index in losses[:left]:
        shares[index] += Decimal(1).scaleb(unit)
    return shares


def shown(amount: Decimal) -> str:
    """Return the amount as the active language writes it, with the currency's sign."""
    return _shown(amount, settings.CURRENCY, to_locale(get_language() or settings.LANGUAGE_CODE))


def shown_briefly(amount: Decimal) -> str:
    """Return the amount as `shown` does, but a whole one without decimals: €20."""
    if amount != int(amount):
        return shown(amount)
    locale = Locale.parse(to_locale(get_language() or settings.LANGUAGE_CODE))
    pattern = copy(locale.currency_formats["standard"])
    pattern.frac_prec = (0, 0)
    return pattern.apply(amount, locale, currency=settings.CURRENCY, currency_digits=False)


@lru_cache(maxsize=4096)
def _shown(amount: Decimal, currency: str, locale: str) -> str:
    return format_currency(amount, currency, locale=locale)
