"""What more than one sheet says, and in which language."""

from django.conf import settings

from shop.orders.models import Order, OrderLine


def written_in(order: Order) -> str:
    """Return the order's language; the shop's own where the sheets' font cannot write that one.

    Arabic letters are joined and run from right to left: the font has none of them, and joining takes a
    text shaper.
    """
    languages = (order.language, settings.LANGUAGE_CODE, "en")
    return next(code for code in languages if code not in settings.LANGUAGES_BIDI)


def address(order: Order) -> list[str]:
    """Return the lines of where the order goes."""
    place = f"{order.postcode} {order.city}".strip()
    return [order.name, order.extra, order.street, place, order.region, order.country_name]


def named(line: OrderLine) -> str:
    """Return what a line is called, with its options and its SKU."""
    return ", ".join(filter(None, [line.title, line.options, line.sku]))
