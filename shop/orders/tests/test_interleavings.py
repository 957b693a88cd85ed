"""Random interleavings of all that moves units, held against a simple model and the audit at every step.

FASTSHOP_INTERLEAVINGS says how many: then new ones, and a failure is narrowed down; else the same few.
"""

import os
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest
from django.conf import settings as shop_settings
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from shop.cart import holds
from shop.cart.models import Cart, CartLine
from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory.audit import imbalances
from shop.inventory.expiry import sweep_expired_holds
from shop.inventory.models import Reservation, Stock
from shop.inventory.receiving import receive
from shop.inventory.reservations import OutOfStock
from shop.orders.audit import disagreements
from shop.orders.models import Order
from shop.orders.tests.counted import units_held, units_sold
from shop.orders.tests.expected import Expected
from shop.orders.tests.meeting import expire
from shop.orders.tests.placing import place
from shop.orders.transitions import NotAllowed, advance

VARIANTS, CARTS = 2, 3
WANTED = os.environ.get("FASTSHOP_INTERLEAVINGS", "")
which = st.integers(0, VARIANTS - 1)
whose = st.integers(0, CARTS - 1)
pick = st.integers(0, VARIANTS * CARTS - 1)
some = st.integers(1, 3)
a_line = precondition(lambda shop: shop.expected.lines)


class Shop(RuleBasedStateMachine):
    """A few variants and carts. A step is a savepoint, so that a refusal leaves nothing behind."""

    def __init__(self, variants: Sequence[Variant], carts: Sequence[Cart]) -> None:
        super().__init__()
        self.variants, self.carts = variants, carts
        self.orders: list[tuple[Order, Counter[int]]] = []
        self.expected = Expected(dict.fromkeys(range(VARIANTS), 900))
        self.example = transaction.atomic()
        self.example.__enter__()

    def teardown(self) -> None:
        """Leave the database as it was for the next interleaving."""
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    @initialize(units=st.lists(st.integers(1, 5), min_size=VARIANTS, max_size=VARIANTS))
    def open_with(self, units: list[int]) -> None:
        """Fill the shelves, and put a unit of each variant in each cart as far as they go."""
        for variant, count in enumerate(units):
            self.bring(variant, count)
            for cart in range(CARTS):
                self.add(cart, variant, 1)

    @rule(cart=whose, variant=which, quantity=some)
    def add(self, cart: int, variant: int, quantity: int) -> None:
        def verb() -> CartLine:
            return holds.add(self.carts[cart], holds.for_sale(self.variants[variant].pk), quantity)

        line = self.expected.lines.get((cart, variant))
        self.want(cart, variant, quantity + (line.quantity if line else 0), verb)

    @a_line
    @rule(pick=pick, quantity=some)
    def change(self, pick: int, quantity: int) -> None:
        cart, variant, line = self.picked(pick)
        self.want(cart, variant, quantity, partial(holds.change, self.carts[cart], line.pk, quantity))

    @a_line
    @rule(pick=pick)
    def hold_again(self, pick: int) -> None:
        cart, variant, line = self.picked(pick)
        self.want(cart, variant, line.quantity, partial(holds.hold, self.carts[cart], line.pk))

    @a_line
    @rule(pick=pick)
    def remove(self, pick: int) -> None:
        cart, variant, line = self.picked(pick)
        holds.remove(self.carts[cart], line.pk)
        del self.expected.lines[cart, variant]

    @a_line
    @rule(pick=pick)
    def let_expire(self, pick: int) -> None:
        """Let all holds of a cart run out."""
        cart = self.picked(pick)[0]
        expire(Reservation.objects.filter(cart_line__cart=self.carts[cart]))
        for line in self.expected.in_cart(cart).values():
            line.live = False

    @rule()
    def sweep(self) -> None:
        sweep_expired_holds()
        left = dict(Stock.objects.values_list("pk", "available"))
        assert all(left.get(row.pk, 0) == self.expected.free(at) for at, row in enumerate(self.variants))

    @a_line
    @rule(pick=pick)
    def place(self, pick: int) -> None:
        cart = self.picked(pick)[0]
        lines = self.expected.in_cart(cart)
        fits = all(self.expected.fits(cart, variant, line.quantity) for variant, line in lines.items())
        if order := self.attempt(fits, partial(place, self.carts[cart])):
            self.orders.append((order, self.expected.sell(cart)))

    @precondition(lambda shop: shop.orders)
    @rule(pick=st.integers(0, 20))
    def cancel(self, pick: int) -> None:
        order, units = self.orders[pick % len(self.orders)]
        order.refresh_from_db()
        if order.state == Order.State.CANCELLED:
            with pytest.raises(NotAllowed):
                advance(order, Order.State.CANCELLED)
        else:
            advance(order, Order.State.CANCELLED)
            self.expected.sold -= units

    @rule(variant=which, units=some)
    def bring(self, variant: int, units: int) -> None:
        receive(self.variants[variant].pk, units)
        self.expected.entered[variant] += units

    @rule(variant=which, units=some)
    def correct_downwards(self, variant: int, units: int) -> None:
        fits = units <= self.expected.free(variant)
        if self.attempt(fits, partial(receive, self.variants[variant].pk, -units)):
            self.expected.entered[variant] -= units

    @rule(variant=which, seconds=st.sampled_from([0, 900]))
    def set_hold_seconds(self, variant: int, seconds: int) -> None:
        Variant.objects.filter(pk=self.variants[variant].pk).update(hold_seconds=seconds)
        self.expected.hold_seconds[variant] = seconds

    @invariant()
    def the_books_balance(self) -> None:
        assert [*imbalances(), *disagreements()] == []
        left = dict(Stock.objects.values_list("pk", "available"))
        held, expired, sold = units_held(live=True), units_held(live=False), units_sold()
        for at, pk in enumerate(row.pk for row in self.variants):
            assert left.get(pk, 0) >= 0
            assert (held.get(pk, 0), sold.get(pk, 0)) == (self.expected.held(at), self.expected.sold[at])
            assert left.get(pk, 0) + expired.get(pk, 0) == self.expected.free(at)

    def want(self, cart: int, variant: int, quantity: int, verb: Callable[[], CartLine]) -> None:
        if quantity > shop_settings.CART_LINE_CAP:
            with pytest.raises(holds.LineCapReached):
                verb()
        elif self.attempt(self.expected.fits(cart, variant, quantity), verb):
            self.expected.want(cart, variant, quantity)

    def attempt(self, fits: bool, verb: Callable[[], Any]) -> Any:
        """Return what the verb answers; None where it refuses, as it does only if too few units are free."""
        if fits:
            return verb()
        with pytest.raises((OutOfStock, holds.HoldRanOut)), transaction.atomic():
            verb()
        return None

    def picked(self, pick: int) -> tuple[int, int, CartLine]:
        cart, variant = sorted(self.expected.lines)[pick % len(self.expected.lines)]
        return cart, variant, self.carts[cart].lines.get(variant=self.variants[variant])


@pytest.mark.django_db
def test_whatever_happens_in_whatever_order_no_unit_is_lost_or_sold_twice_or_refused_while_free() -> None:
    variants = [make_product(stock=0).default_variant for _ in range(VARIANTS)]
    carts = [Cart.objects.create() for _ in range(CARTS)]
    trial = settings(
        max_examples=int(WANTED or 20),
        stateful_step_count=40,
        derandomize=not WANTED,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink] if WANTED else [Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(partial(Shop, variants, carts), settings=trial)
