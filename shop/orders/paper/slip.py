"""The slip that lies in a parcel; before it is sent, what there is to pack."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from shop.orders.models import Order, Shipment
from shop.orders.paper.sheet import Sheet
from shop.orders.paper.words import address, named, written_in
from shop.orders.parcels import Units, inside, still_to_come


def slip_pdf(order: Order, parcel: Shipment | None = None) -> bytes:
    """Return the slip of a parcel, or of what is still to go out. It names no price: it may be a present."""
    with override(written_in(order)):
        sheet = Sheet(_("Packing slip %(number)s") % {"number": order.number})
        sheet.write_block(address(order))
        sheet.write_line(_("Packing slip"), size=18, bold=True)
        sheet.ln(2)
        sheet.write_block(_facts(order, parcel))
        _write_units(sheet, inside(parcel) if parcel else still_to_come(order))
        if parcel and (rest := still_to_come(order)):
            sheet.write_line(_("Still to come"), size=11, bold=True)
            _write_units(sheet, rest)
        return bytes(sheet.output())


def _facts(order: Order, parcel: Shipment | None) -> list[str]:
    facts = [_("Order: %(number)s") % {"number": order.number}]
    if parcel:
        facts.append(_("Sent: %(day)s") % {"day": date_format(localtime(parcel.at), "DATE_FORMAT")})
        facts.append(f"{parcel.carrier} {parcel.tracking_number}".strip())
    return facts


def _write_units(sheet: Sheet, units: Units) -> None:
    rows = [[named(line), str(quantity)] for line, quantity in units]
    sheet.write_table([_("Product"), _("Units")], rows, [150, 20])
