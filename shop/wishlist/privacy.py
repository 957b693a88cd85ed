"""A shopper's wishlist, to take along; it is deleted with the shopper."""

from typing import Any

from shop.accounts.models import User
from shop.accounts.privacy import Holding, register


def _export(user: User) -> list[dict[str, Any]]:
    return list(user.wishlist_items.values("product__title", "added_at"))


register(Holding("wishlist", _export, lambda user: user.wishlist_items.all().delete()))
