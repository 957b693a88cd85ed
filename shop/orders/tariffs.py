"""All that deliveries and taxes cost, as a process keeps it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db.models import F, Subquery

from shop.orders.delivery import Band, Delivery
from shop.orders.models import DeliveryMethod, DeliveryRate, TariffEdition, TaxRate, Zone
from shop.orders.taxes import Taxes


@dataclass(frozen=True, slots=True)
class Tariff:
    """The tariff of one edition. `zones` names the zone of each country that one names."""

    of_zone: dict[int | None, tuple[Delivery, ...]]
    zones: dict[str, int]
    elsewhere: int | None
    taxes: Taxes
    mark: UUID | None = None

    def deliveries(self, country: str) -> tuple[Delivery, ...]:
        """Return the ways to deliver to a country, in the merchant's order; none to one we do not go to."""
        if country not in settings.DELIVERY_COUNTRIES:
            return ()
        return self.of_zone.get(self.zones.get(country, self.elsewhere), ())

    def countries(self) -> list[str]:
        """Return where we deliver to: settings.DELIVERY_COUNTRIES, those without any rate left out."""
        return [code for code in settings.DELIVERY_COUNTRIES if self.deliveries(code)]

    def differs(self) -> bool:
        """Whether it matters where an order goes."""
        return len({self.deliveries(code) for code in self.countries()}) > 1


def latest_edition() -> Subquery:
    """Return the mark of the tariff as it is now, for a statement that is needed anyway."""
    return Subquery(TariffEdition.objects.values("mark")[:1])


def current() -> Tariff:
    """Return the tariff as it is now, by a statement of its own."""
    return tariff(TariffEdition.objects.values_list("mark", flat=True).first())


@lru_cache(maxsize=2)
def tariff(mark: UUID | None) -> Tariff:
    """Return the tariff that a mark stood for when it was read, or a newer one; read once for each mark.

    The mark is changed by the transaction that changes the tariff, so whoever reads the mark and then asks
    for its tariff never gets an older one than a statement in the mark's place would have got.
    """
    zones, elsewhere = _zones(Zone.objects.order_by("pk"))
    return Tariff(_deliveries(), zones, elsewhere, Taxes.of(TaxRate.objects.all()), mark)


def _zones(zones: Iterable[Zone]) -> tuple[dict[str, int], int | None]:
    named: dict[str, int] = {}
    elsewhere = None
    for zone in zones:
        for code in zone.countries:
            named.setdefault(code, zone.pk)
        if not zone.countries and elsewhere is None:
            elsewhere = zone.pk
    return named, elsewhere


def _deliveries() -> dict[int | None, tuple[Delivery, ...]]:
    bands: defaultdict[tuple[int, DeliveryMethod], list[Band]] = defaultdict(list)
    rates = DeliveryRate.objects.filter(method__active=True).select_related("method")
    for rate in rates.order_by("method__position", "method", F("up_to").asc(nulls_last=True)):
        bands[rate.zone_id, rate.method].append(Band(rate.up_to, rate.price, rate.free_from))
    found: defaultdict[int | None, list[Delivery]] = defaultdict(list)
    for (zone, method), steps in bands.items():
        found[zone].append(_delivery(method, steps))
    return {zone: tuple(deliveries) for zone, deliveries in found.items()}


def _delivery(method: DeliveryMethod, bands: Iterable[Band]) -> Delivery:
    by_weight = method.measure == DeliveryMethod.Measure.WEIGHT
    return Delivery(method.code, method.name, method.promise, by_weight, tuple(bands))
