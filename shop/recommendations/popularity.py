"""What sells: the units of each product that were ordered lately, counted on a schedule.

To add up order lines for a page would read all of them; so much may be some minutes old.
"""

from datetime import timedelta

from django.conf import settings
from django.db.models import Case, F, Sum, Value, When
from django.db.models.functions import Now

from shop.catalogue.models import Category, Product, ProductQuerySet, StockBand
from shop.inventory.locking import transactional
from shop.orders.models import Order, OrderLine
from shop.recommendations.models import Popularity

UNDONE = (Order.State.CANCELLED, Order.State.REFUNDED)
BATCH = 1000


def count_sales() -> int:
    """Count what was ordered in the last POPULAR_DAYS; write only what differs, and return how much did."""
    return _keep(_sold())


def popular(category: Category) -> ProductQuerySet:
    """Return what is in stock in the category, then in the one above it: what sells most comes first.

    Each has its `units` sold lately, None where there are none: then the newest come first.
    """
    own = Case(When(category=category, then=Value(0)), default=Value(1))
    return (
        Product.objects.listed()
        .within(category.parent or category)
        .exclude(stock_band=StockBand.NONE)
        .annotate(units=F("popularity__units"))
        .order_by(own, F("units").desc(nulls_last=True), "-pk")
    )


def _sold() -> dict[int, int]:
    lately = OrderLine.objects.order_by().filter(
        order__placed_at__gte=Now() - timedelta(days=settings.POPULAR_DAYS)
    )
    counted = (
        lately.exclude(order__state__in=UNDONE).values_list("variant__product").annotate(Sum("quantity"))
    )
    return dict(counted)


@transactional
def _keep(sold: dict[int, int]) -> int:
    """Write in the order of the keys, so that two counts at once wait for each other and agree."""
    known = dict(Popularity.objects.values_list("product", "units"))
    changed = [Popularity(product_id=pk, units=sold[pk]) for pk in sorted(sold) if sold[pk] != known.get(pk)]
    Popularity.objects.bulk_create(
        changed, BATCH, update_conflicts=True, unique_fields=["product"], update_fields=["units"]
    )
    over = sorted(known.keys() - sold.keys())
    for start in range(0, len(over), BATCH):
        Popularity.objects.filter(product__in=over[start : start + BATCH]).delete()
    return len(changed) + len(over)
