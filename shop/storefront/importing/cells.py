"""Checking the cells of a row: each function returns a value fit for the database or raises Refused."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from shop import money
from shop.catalogue.models import Category, Product, Variant
from shop.catalogue.models.variant import LONGEST_OPTION, WEEK
from shop.storefront.importing.parts import one_line, parted, plain
from shop.storefront.importing.rows import Record, Refused, Row

UNCATEGORISED = "Uncategorised"
LONGEST_SHOWN = 40  # characters of a bad cell that its refusal repeats


def checked(record: Record) -> Row:
    """Turn a record into a row, its images left for later. Raises Refused with the first reason found."""
    cells = record.cells
    sku = _within(cells["sku"].strip(), "sku", Variant._meta.get_field("sku").max_length)
    if not sku:
        raise Refused(_("The sku is missing."))
    parent = cells.get("parent_sku", "").strip()
    own = parent in ("", sku)
    return Row(
        record,
        sku=sku,
        parent="" if own else parent,
        product=_product(cells) if own else {},
        variant=_variant(cells),
        category=_category(cells["category"]) if own and "category" in cells else None,
        stock=_whole(cells["stock"], "stock", None) if "stock" in cells else None,
    )


def _text(value: str, heading: str, longest: int) -> str:
    return _within(one_line(value), heading, longest)


def _within(text: str, heading: str, longest: int) -> str:
    if len(text) > longest:
        found = {"heading": heading, "longest": longest}
        raise Refused(_("The %(heading)s is longer than %(longest)d characters.") % found)
    return text


def _product(cells: dict[str, str]) -> dict[str, Any]:
    values = {"title": _text(cells["name"], "name", Product._meta.get_field("title").max_length)}
    if not values["title"]:
        raise Refused(_("The name is missing."))
    if "brand" in cells:
        values["brand"] = _text(cells["brand"], "brand", Product._meta.get_field("brand").max_length)
    if "description" in cells:
        values["description"] = cells["description"].strip()
    if "state" in cells:
        values["state"] = _choice(cells["state"], "state", Product.State, Product.State.PUBLISHED)
    return values


def _variant(cells: dict[str, str]) -> dict[str, Any]:
    price = _amount(cells["price"], "price")
    if price is None:
        raise Refused(_("The price is missing."))
    values: dict[str, Any] = {"price": price}
    if "list_price" in cells:
        before = _amount(cells["list_price"], "list_price")
        values["compare_at_price"] = before if before is not None and before > price else None
    for heading, (field, read) in VARIANT_CELLS.items():
        if heading in cells:
            values[field] = read(cells[heading], heading)
    return values


def _amount(value: str, heading: str) -> Decimal | None:
    text = value.strip()
    if not text:
        return None
    if not re.fullmatch(r"-?[0-9]{1,10}(\.[0-9]+)?", text):
        found = {"heading": heading, "text": text[:LONGEST_SHOWN]}
        raise Refused(_("The %(heading)s is a bad number: “%(text)s”.") % found)
    amount = Decimal(text)
    if amount.is_signed():
        raise Refused(_("The %s is negative.") % heading)
    if money.rounded(amount) != amount:
        found = {"heading": heading, "text": text[:LONGEST_SHOWN]}
        raise Refused(_("The %(heading)s has more decimals than the currency: “%(text)s”.") % found)
    return amount


def _whole(value: str, heading: str, default: int | None, most: int = 999_999_999) -> int | None:
    text = value.strip()
    if not text:
        return default
    if not re.fullmatch(r"[0-9]{1,9}", text):
        reason = _("The %(heading)s is a bad number, whole and not negative is wanted: “%(text)s”.")
        raise Refused(reason % {"heading": heading, "text": text[:LONGEST_SHOWN]})
    if int(text) > most:
        raise Refused(_("The %(heading)s is above %(most)d.") % {"heading": heading, "most": most})
    return int(text)


def _category(value: str) -> tuple[str, ...]:
    longest = Category._meta.get_field("name").max_length
    names = tuple(_text(plain(part), "category", longest) for part in parted(value, ">"))
    return tuple(name for name in names if name) or (UNCATEGORISED,)


def _options(value: str, heading: str) -> dict[str, str]:
    options: dict[str, str] = {}
    for part in filter(str.strip, parted(value, ";")):
        before = next(iter(parted(part, "=")), "")
        pieces = (before, part[len(before) + 1 :])
        name, choice = (_text(plain(piece), heading, LONGEST_OPTION) for piece in pieces)
        if not (name and choice) or name in options:
            raise Refused(_("The options are not written as “Size=M; Colour=Ink”: “%s”.") % value[:60])
        options[name] = choice
    return options


def _choice(value: str, heading: str, known: type[TextChoices], default: str) -> str:
    choice = value.strip().lower() or default
    if choice not in known:
        reason = _("The %(heading)s is none of %(known)s.")
        raise Refused(reason % {"heading": heading, "known": ", ".join(known.values)})
    return known(choice)


def _tax_class(value: str, heading: str) -> str:
    return _choice(value, heading, Variant.TaxClass, Variant.TaxClass.STANDARD)


def _archived(value: str, heading: str) -> bool:
    if (choice := value.strip().lower()) not in ("", "no", "yes"):
        found = {"heading": heading, "text": value[:LONGEST_SHOWN]}
        raise Refused(_("The %(heading)s is neither yes nor no: “%(text)s”.") % found)
    return choice == "yes"


def _defaulted(field: str) -> Callable[[str, str], int | None]:
    return lambda value, heading: _whole(value, heading, Variant._meta.get_field(field).default)


def _hold_seconds(value: str, heading: str) -> int | None:
    return _whole(value, heading, Variant._meta.get_field("hold_seconds").default, WEEK)


VARIANT_CELLS: dict[str, tuple[str, Callable[[str, str], Any]]] = {
    "options": ("options", _options),
    "weight": ("weight_grams", _defaulted("weight_grams")),
    "hold_seconds": ("hold_seconds", _hold_seconds),
    "tax_class": ("tax_class", _tax_class),
    "archived": ("archived", _archived),
    "barcode": (
        "barcode",
        lambda value, heading: _text(value, heading, Variant._meta.get_field("barcode").max_length),
    ),
}
