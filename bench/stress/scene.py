"""What a round begins with, and what the books say when it is over."""

from dataclasses import dataclass, replace

from django.db import connection

from bench.stress.rounds import Round
from bench.stress.told import Delivery, now
from shop.catalogue.models import Category, Product, Variant
from shop.inventory.receiving import receive_many
from shop.inventory.reservations import Claim, OutOfStock, reserve

# `standing`: units sold, or held for longer than this moment.
_BOOKS = """
    SELECT v.id, v.sku, s.available,
        (SELECT SUM(delta) FROM inventory_stockentry e WHERE e.variant_id = v.id),
        COALESCE(SUM(r.quantity) FILTER (WHERE r.state IN ('held', 'sold')), 0),
        COALESCE(SUM(r.quantity) FILTER (
            WHERE r.state = 'sold' OR r.state = 'held' AND r.expires_at > statement_timestamp()), 0)
    FROM catalogue_variant v
    JOIN inventory_stock s ON s.variant_id = v.id
    LEFT JOIN inventory_reservation r ON r.variant_id = v.id
    WHERE v.id = ANY(%s) GROUP BY v.id, s.variant_id ORDER BY v.id
"""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the database has of a variant: units entered by hand, free, claimed, and of these still standing.

    `rest_claimed` and `more_claimed` say what became of the last two claims: all that must be left, then
    (if they were) one more.
    """

    variant: int
    sku: str
    available: int
    entered: int
    claimed: int
    standing: int
    rest_claimed: bool = True
    more_claimed: bool = False

    @property
    def rest(self) -> int:
        """How many units nobody has any more or yet."""
        return self.entered - self.standing


def set_scene(round_: Round) -> tuple[Round, list[Delivery]]:
    """Make the variants of a round and bring their stock in."""
    name = f"{round_.kind} {round_.seed}"
    category = Category.objects.first() or Category.objects.create(name="Stress", slug="stress")
    product = Product.objects.create(title=name, slug=name.replace(" ", "-"), category=category)
    stock = round_.stock()
    made = Variant.objects.bulk_create(
        Variant(product=product, sku=f"{name}/{place}", price=1) for place in range(len(stock))
    )
    units = {variant.pk: many for variant, many in zip(made, stock, strict=True)}
    asked = now()
    receive_many(units)
    told = now()
    deliveries = [Delivery(variant, many, asked, told) for variant, many in units.items()]
    return replace(round_, variants=tuple(units)), deliveries


def shelves(round_: Round) -> list[Shelf]:
    """Read the books of a round that is over, then claim what is left of each variant, and one more."""
    with connection.cursor() as cursor:
        cursor.execute(_BOOKS, [list(round_.variants)])
        read = [Shelf(*row) for row in cursor.fetchall()]
    return [_probed(shelf) for shelf in read]


def _probed(shelf: Shelf) -> Shelf:
    rest = shelf.rest < 1 or _claimed(shelf.variant, shelf.rest)
    return replace(shelf, rest_claimed=rest, more_claimed=rest and _claimed(shelf.variant, 1))


def _claimed(variant: int, units: int) -> bool:
    try:
        reserve([Claim(variant, units, 3600)], claimant="stress probe")
    except OutOfStock:
        return False
    return True
