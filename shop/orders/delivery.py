"""How orders travel, and what that costs."""

from dataclasses import dataclass
from decimal import Decimal

from babel import Locale
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Delivery:
    """A way to deliver. Prices are in the shop's currency, with tax of the standard class."""

    code: str
    name: str | Promise
    promise: str | Promise
    fee: Decimal
    free_from: Decimal | None = None

    def price(self, subtotal: Decimal) -> Decimal:
        """Return what delivering goods of that value costs."""
        if self.free_from is not None and subtotal >= self.free_from:
            return Decimal("0.00")
        return self.fee


DELIVERIES = {
    delivery.code: delivery
    for delivery in (
        Delivery("standard", _("Standard"), _("2 to 4 working days"), Decimal("4.90"), free_from=Decimal(75)),
        Delivery("express", _("Express"), _("The next working day"), Decimal("9.90")),
    )
}


def countries() -> list[tuple[str, str]]:
    """Return (code, name) of the countries we deliver to, named and sorted in the active language."""
    names = Locale.parse(to_locale(get_language() or settings.LANGUAGE_CODE)).territories
    return sorted(((code, names[code]) for code in settings.DELIVERY_COUNTRIES), key=lambda pair: pair[1])
