"""A small shop in which every verb meets every other: on the same cart, order, hold and stock rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, partial
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Now

from shop.cart.holds import HoldRanOut, add, remove
from shop.cart.joining import join
from shop.cart.models import Cart, CartLine
from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory.expiry import sweep_expired_holds
from shop.inventory.models import Reservation
from shop.inventory.receiving import receive_many
from shop.inventory.releasing import release
from shop.inventory.reservations import Claim, HoldExpired, OutOfStock, confirm, reserve, resize
from shop.orders.models import Discount, Order
from shop.orders.placement import EmptyCart, QuoteChanged
from shop.orders.tests.placing import place
from shop.orders.transitions import NotAllowed, advance

HELD = Reservation.State.HELD
UNITS = 5
CODE = "MEETING"


@dataclass(frozen=True)
class Scene:
    """Two variants with a few units left, a loose hold on both; where they are met, a cart and an order."""

    first: Variant
    second: Variant
    loose: list[int]

    @cached_property
    def cart(self) -> Cart:
        """A cart that holds both."""
        return filled(self.second, self.first)

    @cached_property
    def order(self) -> Order:
        """An order of both."""
        return place(filled(self.first, self.second))

    @property
    def carts_holds(self) -> list[int]:
        """The claims of the cart's lines."""
        return list(self.cart.lines.values_list("reservation", flat=True))


def set_scene() -> Scene:
    """Set up variants of their own, with an expired hold on one unit of each; carts have a discount."""
    Discount.objects.get_or_create(code=CODE, percent=10)
    first, second = (make_product(stock=UNITS).default_variant for _ in range(2))
    claims = [Claim(first.pk, 1, 900), Claim(second.pk, 1, 900)]
    loose, expired = ([row.pk for row in reserve(claims, claimant="test")] for _ in range(2))
    expire(Reservation.objects.filter(pk__in=expired))
    return Scene(first, second, loose)


def filled(*variants: Variant) -> Cart:
    """Return a cart with a unit of each."""
    cart = Cart.objects.create(discount_code=CODE)
    for variant in variants:
        add(cart, variant, 1)
    return cart


def expire(holds: QuerySet[Reservation], *, milliseconds: int = 0) -> None:
    """Let holds run out so soon."""
    holds.filter(state=HELD).update(expires_at=Now() + timedelta(milliseconds=milliseconds))


@dataclass(frozen=True)
class Verb:
    """One side of a meeting: what it calls in a scene (together with the other's name), how it may refuse."""

    call: Callable[[Scene, str], Callable[[], Any]]
    refusals: tuple[type[Exception], ...] = ()


OF_A_CART = {"add", "remove", "place", "join"}


def _release(scene: Scene, other: str) -> Callable[[], Any]:
    claims = scene.carts_holds if other in OF_A_CART else scene.loose
    return partial(release, claims[::-1], origin=HELD)


def _remove(scene: Scene, _other: str) -> Callable[[], Any]:
    return partial(remove, scene.cart, scene.cart.lines.get(variant=scene.first).pk)


def _reserve(scene: Scene, _other: str) -> Callable[[], Any]:
    claims = [Claim(scene.second.pk, 1, 900), Claim(scene.first.pk, 1, 900)]
    return partial(reserve, claims, claimant="test")


VERBS = {
    "reserve": Verb(_reserve, (OutOfStock,)),
    "resize": Verb(
        lambda scene, _: partial(resize, scene.loose[0], Claim(scene.first.pk, 2, 900)),
        (OutOfStock, HoldExpired),
    ),
    "confirm": Verb(lambda scene, _: partial(confirm, scene.loose), (HoldExpired,)),
    "release": Verb(_release),
    "sweep": Verb(lambda scene, _: sweep_expired_holds),
    "receive": Verb(
        lambda scene, _: partial(receive_many, {scene.second.pk: -1, scene.first.pk: 1}), (OutOfStock,)
    ),
    "place": Verb(lambda scene, _: partial(place, scene.cart), (OutOfStock, QuoteChanged, EmptyCart)),
    "cancel": Verb(lambda scene, _: partial(advance, scene.order, Order.State.CANCELLED), (NotAllowed,)),
    "add": Verb(lambda scene, _: partial(add, scene.cart, scene.first, 1), (OutOfStock, HoldRanOut)),
    "remove": Verb(_remove, (CartLine.DoesNotExist,)),
    "join": Verb(lambda scene, _: partial(join, scene.cart, filled(scene.first))),
}
