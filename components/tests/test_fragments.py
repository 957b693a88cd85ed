"""A component gives the same bytes for equal props, and is rendered once for all who look at it."""

from decimal import Decimal

from django.utils import translation

from components.catalogue import Price
from components.fragments import fragment, with_token
from components.stock import AddForm


def test_equal_props_are_rendered_once() -> None:
    first, second = (Price(1, Decimal("9.50"), None, version=3) for _ in range(2))
    assert fragment(first) is fragment(second)
    assert fragment(first) != fragment(Price(1, Decimal("9.50"), None, version=4))


def test_each_language_has_its_own_bytes() -> None:
    price = Price(1, Decimal("1234.50"), None, version=1)
    shown = {}
    for language in ("en", "de"):
        with translation.override(language):
            shown[language] = fragment(price)
    assert shown["en"] != shown["de"]


def test_a_form_has_the_token_of_the_visitor_it_is_shown_to() -> None:
    forms = {token: with_token(AddForm(7), token) for token in ("ada", "bob")}
    assert all(f'name="csrfmiddlewaretoken" value="{token}"' in form for token, form in forms.items())
    assert forms["ada"].replace("ada", "bob") == forms["bob"]
