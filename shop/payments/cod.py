"""Pay on delivery: the money is handed over at the door, and given back by hand."""

from decimal import Decimal


class CashOnDelivery:
    """Has nothing to ask of anybody: what the merchant records has happened."""

    code = "cod"

    def refund(self, reference: str, amount: Decimal, currency: str, key: str) -> str:
        """Take the merchant's word for it."""
        return "by hand"
