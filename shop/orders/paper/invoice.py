"""An order's invoice on paper."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from shop import money
from shop.orders.models import Invoice, Order, OrderLine
from shop.orders.paper.sheet import Sheet
from shop.orders.paper.words import address, named, written_in


def invoice_pdf(invoice: Invoice) -> bytes:
    """Return the invoice, in `written_in` of its order. It is the same for whoever opens it, whenever."""
    order = invoice.order
    with override(written_in(order)):
        title = _("Invoice %(number)s") % {"number": invoice.number}
        sheet = Sheet(title)
        sheet.set_creation_date(invoice.issued_at)
        sheet.write_block(address(order))
        sheet.write_line(title, size=18, bold=True)
        sheet.ln(2)
        sheet.write_block(_facts(invoice))
        lines = list(order.lines.all())
        head = [_("Product"), _("Units"), _("Price"), _("Tax"), _("Total")]
        sheet.write_table(head, [_row(line) for line in lines], [84, 16, 24, 18, 28])
        sheet.write_sums(_sums(order, lines))
        return bytes(sheet.output())


def _facts(invoice: Invoice) -> list[str]:
    order = invoice.order
    day = date_format(localtime(invoice.issued_at), "DATE_FORMAT")
    return [
        _("Date: %(day)s") % {"day": day},
        _("Order: %(number)s") % {"number": order.number},
        _("Payment: %(way)s") % {"way": order.get_payment_display()},
    ]


def _row(line: OrderLine) -> list[str]:
    price, total = money.shown(line.unit_price), money.shown(line.subtotal)
    return [named(line), str(line.quantity), price, f"{_percent(line.tax_rate)} %", total]


def _sums(order: Order, lines: list[OrderLine]) -> Iterator[tuple[str, str, bool]]:
    yield _("Subtotal"), money.shown(order.subtotal), False
    if order.discount:
        yield _("Discount, %(code)s") % {"code": order.discount_code}, money.shown(-order.discount), False
    yield _("Delivery, %(name)s") % {"name": order.delivery_name}, money.shown(order.delivery_price), False
    yield _("Total"), money.shown(order.total), True
    taxes = defaultdict(Decimal, {order.delivery_tax_rate: order.delivery_tax})
    for line in lines:
        taxes[line.tax_rate] += line.tax
    for rate, tax in sorted(taxes.items()):
        if tax:
            yield _("Contains %(rate)s %% tax") % {"rate": _percent(rate)}, money.shown(tax), False


def _percent(rate: Decimal) -> str:
    return f"{rate.normalize():f}"
