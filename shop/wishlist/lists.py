"""The wishlist of a request's shopper: in the database for who is signed in, else in the session."""

from collections.abc import Collection, Sequence

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.wishlist.models import WishlistItem

SESSION_KEY = "wishlist"


class WishlistFull(Exception):
    """There are as many products on it as one may keep."""


class VisitorsList:
    """A wishlist in the session, which comes to be with its first product."""

    def __init__(self, session: SessionBase) -> None:
        self._session = session

    def products(self) -> list[int]:
        """Return the primary keys, newest first."""
        return list(self._session.get(SESSION_KEY, ()))

    def add(self, product: int) -> None:
        """Put a product on top, if it is not there already. Raises WishlistFull."""
        kept = self.products()
        if product in kept:
            return
        if len(kept) >= settings.WISHLIST_CAP:
            raise WishlistFull
        self._session[SESSION_KEY] = [product, *kept]

    def remove(self, products: Collection[int]) -> None:
        """Take products off; those that are not there do no harm."""
        kept = self.products()
        left = [product for product in kept if product not in products]
        if left != kept:
            self._session[SESSION_KEY] = left

    def take(self) -> list[int]:
        """Return the primary keys, newest first, and keep none of them."""
        return list(self._session.pop(SESSION_KEY, ()))


class ShoppersList:
    """A wishlist in the database.

    Posts that arrive at the same moment may pass the cap together: it keeps the page bearable, no more.
    """

    def __init__(self, user: User) -> None:
        self._items = WishlistItem.objects.filter(user=user)
        self._user = user

    def products(self) -> list[int]:
        """Return the primary keys, newest first, in one query."""
        return list(self._items.values_list("product", flat=True))

    def add(self, product: int) -> None:
        """Put a product on top, if it is not there already. Raises WishlistFull."""
        if self.add_all([product]):
            raise WishlistFull

    def add_all(self, products: Sequence[int]) -> int:
        """Put products, newest first, on top of what is there; return how many found no room."""
        kept = self.products()
        there = Product.objects.order_by().filter(pk__in=products).exclude(pk__in=kept)
        found = set(there.values_list("pk", flat=True))
        fresh = [product for product in products if product in found]
        fitting = fresh[: max(0, settings.WISHLIST_CAP - len(kept))]
        items = [WishlistItem(user=self._user, product_id=product) for product in reversed(fitting)]
        WishlistItem.objects.bulk_create(items, ignore_conflicts=True)
        return len(fresh) - len(fitting)

    def remove(self, products: Collection[int]) -> None:
        """Take products off; those that are not there do no harm."""
        self._items.filter(product__in=products).delete()


def wishlist(request: HttpRequest) -> VisitorsList | ShoppersList:
    """Return the list of whoever asks."""
    if request.user.is_authenticated:
        return ShoppersList(request.user)
    return VisitorsList(request.session)
