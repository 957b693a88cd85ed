from decimal import Decimal

import pytest
from django.http import QueryDict

from shop.storefront.filters import LONGEST, MOST_OPTIONS, MOST_VALUES, Filters
from shop.storefront.wish import Wish


def read(query: str) -> Filters:
    return Filters.read(QueryDict(query))


def url(query: str) -> str:
    return Wish("/products/", filters=read(query)).url()


def test_every_spelling_of_a_choice_has_the_same_address() -> None:
    one = url("stock=1&option.Size=M&option.Colour=Ink&brand=B&max=050,00&brand=A&min=&sale=1&brand=A")
    other = url("brand=A&brand=B&max=50&sale=1&stock=1&option.Colour=Ink&option.Size=M&utm_source=mail")
    assert one == other == "/products/?stock=1&sale=1&max=50&brand=A&brand=B&option.Colour=Ink&option.Size=M"


@pytest.mark.parametrize(
    "text", ["Ångström & Söhne", "a=b", "50 %", "C#", '"quoted"', "option.Size", "\U0001f375"]
)
def test_any_value_survives_its_address(text: str) -> None:
    filters = Filters(brands=(text,), options=((text, (text,)),))
    assert read(Wish("/products/", filters=filters).url().partition("?")[2]) == filters


@pytest.mark.parametrize(
    "query",
    [
        "brand=", "brand=%00", f"brand={'a' * (LONGEST + 1)}", "rating=5", "rating=4.0", "stock=yes",
        "sale=0", "option.=M", "option.Size=", "option.%00=M", "option=M", "colour=Ink",
        f"option.{'a' * (LONGEST + 1)}=M",
    ],
)  # fmt: skip
def test_what_makes_no_sense_narrows_nothing(query: str) -> None:
    assert read(query) == Filters()


@pytest.mark.parametrize("typed", ["abc", "-1", "1e3", "NaN", "Infinity", "9" * 10, "1.2.3", "٣x", "1_0"])
def test_what_is_no_price_narrows_nothing_and_is_kept_to_be_told(typed: str) -> None:
    filters = read(f"min={typed}&max=20")
    assert (filters.lowest, filters.highest, filters.unread) == (None, Decimal(20), typed)
    assert "min" not in url(f"min={typed}")


@pytest.mark.parametrize(
    "typed, price", [("20", "20"), ("49,90", "49.90"), ("49.9", "49.90"), (" 5. ", "5"), ("0", "0")]
)
def test_prices_are_read_as_people_write_them(typed: str, price: str) -> None:
    assert read(f"min={typed}").lowest == Decimal(price)


def test_prices_the_wrong_way_round_are_turned_round() -> None:
    assert url("min=50&max=20") == "/products/?min=20&max=50"


def test_lists_of_values_are_cut_off() -> None:
    many = "&".join(f"brand={number}" for number in range(900))
    assert len(read(many).brands) == MOST_VALUES
    options = "&".join(f"option.{name}={value}" for name in range(30) for value in range(30))
    assert [len(values) for _name, values in read(options).options] == [MOST_VALUES] * MOST_OPTIONS


def test_one_filter_less_leaves_the_others() -> None:
    filters = read("brand=A&brand=B&option.Size=M&option.Size=L&option.Colour=Ink&min=5&stock=1")
    assert filters.without_brand("A").brands == ("B",)
    assert dict(filters.without_option("Size", "M").options) == {"Colour": ("Ink",), "Size": ("L",)}
    assert dict(filters.without_option("Colour", "Ink").options) == {"Size": ("L", "M")}
    assert (filters.without("price").priced, filters.without("stock").in_stock) == (False, False)
