"""Proof that units are conserved."""

from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class Imbalance:
    """A variant whose ledger does not equal what is available, held and sold."""

    sku: str
    entered: int
    available: int
    claimed: int

    def __str__(self) -> str:
        accounted = self.available + self.claimed
        return (
            f"{self.sku}: {self.entered} units came in, {accounted} are accounted for "
            f"({self.available} available, {self.claimed} held or sold)"
        )


# Per variant: sum(StockEntry.delta) = Stock.available + sum(Reservation.quantity where held or sold)
CONSERVATION = """
    SELECT v.sku, COALESCE(e.units, 0), COALESCE(s.available, 0), COALESCE(r.units, 0)
    FROM catalogue_variant v
    LEFT JOIN inventory_stock s ON s.variant_id = v.id
    LEFT JOIN (SELECT variant_id, SUM(delta) AS units FROM inventory_stockentry GROUP BY variant_id) e
        ON e.variant_id = v.id
    LEFT JOIN (
        SELECT variant_id, SUM(quantity) AS units FROM inventory_reservation
        WHERE state IN ('held', 'sold') GROUP BY variant_id
    ) r ON r.variant_id = v.id
    WHERE COALESCE(e.units, 0) <> COALESCE(s.available, 0) + COALESCE(r.units, 0)
    ORDER BY v.sku
"""


def imbalances() -> list[Imbalance]:
    """Return every variant that breaks the law of conservation, read in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(CONSERVATION)
        return [
            Imbalance(sku, int(entered), int(left), int(claimed)) for sku, entered, left, claimed in cursor
        ]
