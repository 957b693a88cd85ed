"""Checking the cells of a row: each function returns a value fit for the database or raises Refused."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from shop import money
from shop.catalogue.models import Category, Product, Variant
from shop.storefront.importing.rows import Record, Refused, Row

UNCATEGORISED = "Uncategorised"
LONGEST_OPTION = 100


def checked(record: Record) -> Row:
    """Turn a record into a row, its images left for later. Raises Refused with the first reason found."""
    cells = record.cells
    for heading, value in cells.items():
        _check_characters(heading, value)
    sku = _text(cells["sku"], "sku", Variant._meta.get_field("sku").max_length)
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


def _check_characters(heading: str, value: str) -> None:
    if "\0" in value:
        raise Refused(_("The %s holds a NUL byte.") % heading)
    if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
        raise Refused(_("The %s is not UTF-8 text.") % heading)


def _text(value: str, heading: str, longest: int) -> str:
    text = " ".join(value.split())
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
        raise Refused(
            _("The %(heading)s is a bad number: “%(text)s”.") % {"heading": heading, "text": text[:40]}
        )
    amount = Decimal(text)
    if amount < 0:
        raise Refused(_("The %s is negative.") % heading)
    if money.rounded(amount) != amount:
        found = {"heading": heading, "text": text}
        raise Refused(_("The %(heading)s has more decimals than the currency: “%(text)s”.") % found)
    return amount


def _whole(value: str, heading: str, default: int | None) -> int | None:
    text = value.strip()
    if not text:
        return default
    if not re.fullmatch(r"[0-9]{1,9}", text):
        reason = _("The %(heading)s is a bad number, whole and not negative is wanted: “%(text)s”.")
        raise Refused(reason % {"heading": heading, "text": text[:40]})
    return int(text)


def _category(value: str) -> tuple[str, ...]:
    longest = Category._meta.get_field("name").max_length
    names = tuple(_text(part, "category", longest) for part in value.split(">"))
    return tuple(name for name in names if name) or (UNCATEGORISED,)


def _options(value: str, heading: str) -> dict[str, str]:
    options: dict[str, str] = {}
    for part in filter(str.strip, value.split(";")):
        name, equals, choice = (_text(piece, heading, LONGEST_OPTION) for piece in part.partition("="))
        if not (name and equals and choice) or name in options:
            raise Refused(_("The options are not written as “Size=M; Colour=Ink”: “%s”.") % value[:60])
        options[name] = choice
    return options


def _tax_class(value: str, heading: str) -> str:
    choice = value.strip().lower() or Variant.TaxClass.STANDARD
    if choice not in Variant.TaxClass:
        reason = _("The %(heading)s is none of %(known)s.")
        raise Refused(reason % {"heading": heading, "known": ", ".join(Variant.TaxClass.values)})
    return Variant.TaxClass(choice)


def _defaulted(field: str) -> Callable[[str, str], int | None]:
    return lambda value, heading: _whole(value, heading, Variant._meta.get_field(field).default)


VARIANT_CELLS: dict[str, tuple[str, Callable[[str, str], Any]]] = {
    "options": ("options", _options),
    "weight": ("weight_grams", _defaulted("weight_grams")),
    "hold_seconds": ("hold_seconds", _defaulted("hold_seconds")),
    "tax_class": ("tax_class", _tax_class),
    "barcode": (
        "barcode",
        lambda value, heading: _text(value, heading, Variant._meta.get_field("barcode").max_length),
    ),
}
