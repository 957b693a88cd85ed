"""A cart as its page shows it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Now

from components.cart import CartCounter, HoldClock
from components.catalogue import Image
from components.stock import StockBadge
from shop import money
from shop.cart.countdown import countdown, is_live
from shop.cart.models import Cart, CartLine
from shop.catalogue.models import Variant
from shop.catalogue.pictures import first_images
from shop.inventory.availability import Availability, availability
from shop.inventory.models import Reservation


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of the cart's page. Amounts are in the shop's currency, with tax."""

    pk: int
    variant: Variant
    quantity: int
    reservation: int | None
    state: str  # "held", "expired", "unclaimed" (claimed with the order), or "withdrawn" from sale
    clock: HoldClock | None
    claimed: int  # units its reservation still counts: a hold that ran out does until it is swept
    stock: Availability
    image: Image | None

    @property
    def title(self) -> str:
        """The product's title as it was loaded with the line."""
        return self.variant.product.title

    @property
    def url(self) -> str:
        """The product's page, with this variant chosen."""
        return f"{self.variant.product.get_absolute_url()}?variant={self.variant.pk}"

    @property
    def options(self) -> str:
        """The variant's options, as in "Ink, Large"."""
        return self.variant.label

    @property
    def unit_price(self) -> Decimal:
        """The price of one."""
        return self.variant.price

    @property
    def total(self) -> Decimal:
        """The price of all."""
        return self.variant.price * self.quantity

    @property
    def badge(self) -> StockBadge:
        """How the variant's stock stands for everybody."""
        return self.stock.badge()

    @property
    def reachable(self) -> int:
        """How many units this line could have now: its own and what is left, up to the cap."""
        return min(settings.CART_LINE_CAP, self.claimed + self.stock.left) if self.stock.purchasable else 0

    @property
    def quantity_choices(self) -> range:
        """The quantities a shopper may choose from."""
        return range(1, max(self.reachable, self.quantity) + 1)

    @property
    def can_hold(self) -> bool:
        """Whether an expired line's units can be taken again as they are."""
        return self.state == "expired" and self.reachable >= self.quantity

    @property
    def ready(self) -> bool:
        """Whether the line can be ordered now: units that ran out are claimed again with the order."""
        return self.reachable >= self.quantity


@dataclass(frozen=True, slots=True)
class CartView:
    """A whole cart as its page shows it."""

    lines: tuple[LineView, ...] = ()

    @property
    def count(self) -> int:
        """How many units are in it."""
        return sum(line.quantity for line in self.lines)

    @property
    def subtotal(self) -> Decimal:
        """What the lines cost together, with tax, without delivery."""
        return sum((line.total for line in self.lines), money.ZERO)

    @property
    def holds(self) -> dict[int, int]:
        """The reservations whose clocks are shown, each with the version that its clock has."""
        return {
            line.reservation: line.clock.version for line in self.lines if line.clock and line.reservation
        }

    @property
    def expired(self) -> bool:
        """Whether the hold on some line has run out."""
        return any(line.state == "expired" for line in self.lines)

    @property
    def ready(self) -> bool:
        """Whether every line can be ordered now."""
        return bool(self.lines) and all(line.ready for line in self.lines)


def contents(lines: Sequence[CartLine]) -> CartView:
    """Return lines as they are shown, with stock and pictures, in a number of queries that does not grow."""
    images = first_images(line.variant.product_id for line in lines)
    stock = availability(line.variant_id for line in lines)
    shown = ((line, stock[line.variant_id], images.get(line.variant.product_id)) for line in lines)
    return CartView(tuple(_line(*each) for each in shown))


def lines_of(cart: Cart) -> QuerySet[CartLine]:
    """Return the cart's lines with variant, product and hold; each has the database's `clock`."""
    return cart.lines.select_related("variant__product", "reservation").annotate(clock=Now())


def counters(carts: Collection[int]) -> dict[int, CartCounter]:
    """Read the counters of many carts in one query."""
    rows = Cart.objects.counted().filter(pk__in=list(carts)).values_list("pk", "units", "version")
    return {pk: CartCounter(units, version) for pk, units, version in rows}


def _line(line: CartLine, stock: Availability, image: Image | None) -> LineView:
    if not stock.purchasable:
        state, clock = "withdrawn", None
    elif is_live(line.reservation, line.clock):
        state, clock = "held", countdown(line)
    elif line.variant.hold_seconds:
        state, clock = "expired", countdown(line)
    else:
        state, clock = "unclaimed", None
    kept = line.reservation and line.reservation.state == Reservation.State.HELD
    claimed = line.reservation.quantity if kept else 0
    return LineView(
        line.pk, line.variant, line.quantity, line.reservation_id, state, clock, claimed, stock, image
    )
