"""What a crawl writes down: whose addresses it takes, which of them are alike, and its steps."""

import pytest

from deploy.local.console import Refusal
from e2e.crawling.addresses import Home, pattern
from e2e.crawling.steps import Kind, Step


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:80", "https://127.0.0.1:8000/", "http://127.0.0.1:80000/"]
)
def test_an_address_of_another_shop_is_refused(address: str) -> None:
    with pytest.raises(Refusal):
        Home("http://127.0.0.1:8000").within(address)


@pytest.mark.parametrize(
    "address, known_as",
    [
        ("/products/halm-kettle/", "/products/<slug>/"),
        ("/products/?sort=new&category=a", "/products/?category&sort"),
        ("/orders/K7WQ-2M4X8/invoice.pdf", "/orders/<number>/invoice.pdf"),
        ("/admin/orders/order/12/change/", "/admin/orders/order/<n>/change/"),
    ],
)
def test_addresses_of_one_kind_of_page_are_one(address: str, known_as: str) -> None:
    assert pattern(address) == known_as


def test_a_step_is_read_as_it_was_written() -> None:
    for step in (Step("visitor", "/a/?b=1"), Step("merchant", "/a/", "POST /b/<n>/ [x=1]", Kind.HUGE, 7)):
        assert Step.read(str(step)) == step
