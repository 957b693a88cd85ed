"""Addresses as their countries write them."""

import pytest

from shop.accounts.address_form import AddressForm
from shop.accounts.addresses import BadAddress, shape, validated

ADDRESS = {
    "name": "Ada Lovelace",
    "street": "Marktstraße 7",
    "extra": "",
    "postcode": "10115",
    "city": "Berlin",
    "region": "",
    "country": "DE",
}


@pytest.mark.parametrize(
    "country, typed, kept",
    [
        ("DE", "D-10115", "10115"),
        ("AT", " AT 1010", "1010"),
        ("LU", "L-4750", "4750"),
        ("GB", "sw1a1aa", "SW1A 1AA"),
        ("NL", "1234ab", "1234 AB"),
        ("PL", "00950", "00-950"),
        ("PT", "2725 079", "2725-079"),
        ("CZ", "10000", "100 00"),
        ("FR", "75 001", "75001"),
        ("IE", "", ""),
        ("IE", "a65f4e2", "A65 F4E2"),
    ],
)
def test_a_postcode_is_kept_as_its_country_writes_it(country: str, typed: str, kept: str) -> None:
    assert validated(country, {"postcode": typed.strip(), "street": "1 Way"}) == {
        "country": country, "postcode": kept, "region": "", "street": "1 Way",
    }  # fmt: skip


@pytest.mark.parametrize("said, kept", [("M", "Madrid"), ("madrid", "Madrid"), ("Madrid", "Madrid")])
def test_a_region_is_one_of_the_countrys(said: str, kept: str) -> None:
    assert validated("ES", {"postcode": "28039", "region": said})["region"] == kept
    assert kept in shape("ES").regions


@pytest.mark.parametrize(
    "country, fields, errors",
    [
        ("DE", {"postcode": "1011"}, {"postcode": "Postcodes in Germany look like 26133."}),
        ("DE", {"postcode": "١٠١١٥"}, {"postcode": "Postcodes in Germany look like 26133."}),
        ("DE", {}, {"postcode": "Addresses in Germany need a postcode."}),
        ("ES", {"postcode": "28039"}, {"region": "Addresses in Spain need this."}),
        ("ES", {"postcode": "28039", "region": "Bavaria"}, {"region": "Please choose one of the list."}),
        (
            "ES",
            {"postcode": "08001", "region": "Madrid"},
            {"postcode": "Postcodes in Madrid look like 28039."},
        ),
        ("XX", {"postcode": "1"}, {"country": "Please choose a country."}),
        ("../all", {}, {"country": "Please choose a country."}),
        ("ALL", {}, {"country": "Please choose a country."}),
    ],
)
def test_what_the_country_would_not_deliver_is_said_at_its_field(
    country: str, fields: dict[str, str], errors: dict[str, str]
) -> None:
    with pytest.raises(BadAddress) as bad:
        validated(country, fields)
    assert bad.value.errors == errors


def test_what_is_typed_is_tidied_and_nothing_of_it_is_lost() -> None:
    form = AddressForm(
        {**ADDRESS, "name": "  Ada \t Lovelace ", "city": "Zu\u0308rich", "postcode": "d-10115"}
    )
    assert form.is_valid(), form.errors
    cleaned = form.cleaned_data
    assert (cleaned["name"], cleaned["city"], cleaned["postcode"]) == ("Ada Lovelace", "Zürich", "10115")


@pytest.mark.parametrize("name", ["name", "street", "extra", "postcode", "city"])
@pytest.mark.parametrize(
    "value, words",
    [
        ("Ada\r\nBcc: eve@example.com", "one line"),
        ("Ada\u2028Bcc: eve@example.com", "one line"),
        ("Ada\x1b[2J", "cannot be printed"),
        ("Ada \u202edravob", "cannot be printed"),
        ("x" * 10_000, "at most"),
    ],
)
def test_no_field_takes_what_is_no_line(name: str, value: str, words: str) -> None:
    form = AddressForm({**ADDRESS, name: value})
    assert not form.is_valid()
    assert words in form.errors[name][0]


def test_the_region_is_asked_for_where_addresses_have_one() -> None:
    spanish, german = AddressForm(initial={"country": "ES"}), AddressForm({**ADDRESS, "region": "Bavaria"})
    assert spanish["region"].label == "Province"
    assert '<option value="Madrid">' in str(spanish["region"])
    assert german["region"].is_hidden
    assert german.is_valid()
    assert german.cleaned_data["region"] == ""
