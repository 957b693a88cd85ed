"""What a shopper waits for, to take along and to forget."""

from typing import Any

from shop.accounts.models import User
from shop.accounts.privacy import Holding, addresses_of, register
from shop.restock.models import SignUp


def forget(user: User) -> None:
    """Forget everything that the shopper's addresses wait for."""
    SignUp.objects.filter(email__in=addresses_of(user)).delete()


def _export(user: User) -> list[dict[str, Any]]:
    mine = SignUp.objects.filter(email__in=addresses_of(user))
    return list(mine.values("variant__sku", "variant__product__title", "email", "state", "asked_at"))


register(Holding("back in stock", _export, forget))
