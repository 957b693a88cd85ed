"""What a shopper waits for, to take along and to forget."""

from typing import Any

from shop.accounts.models import User
from shop.accounts.privacy import Holding, addresses_of, register
from shop.restock.models import SignUp


def _export(user: User) -> list[dict[str, Any]]:
    waiting = SignUp.objects.filter(email__in=addresses_of(user))
    return list(waiting.values("variant__product__title", "email", "state", "asked_at"))


def _forget(user: User) -> None:
    SignUp.objects.filter(email__in=addresses_of(user)).delete()


register(Holding("back in stock", _export, _forget))
