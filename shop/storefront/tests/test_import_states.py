"""What is offered and what is not comes in with the file, where it has columns for it."""

import pytest

from shop.catalogue.models import Product, Variant
from shop.storefront.tests.importing import Load

HEAD = "sku,parent sku,name,price,state,archived\n"


def test_states_come_in_and_the_card_shows_what_is_offered(load: Load) -> None:
    load(HEAD + "A,,Cup,1,draft,yes\nB,A,,1,,\n")
    product = Product.objects.get()
    assert (product.state, product.default_variant.sku) == ("draft", "B")


def test_a_new_state_reaches_open_pages_and_the_card(load: Load) -> None:
    load(HEAD + "A,,Cup,1,,\nB,A,,1,,\n")
    load(HEAD + "A,,Cup,1,,yes\nB,A,,1,,\n")
    product = Product.objects.get()
    assert (product.state, product.default_variant.sku) == ("published", "B")
    before = Variant.objects.get(sku="B").version
    changed = load(HEAD + "A,,Cup,1,archived,yes\nB,A,,1,,\n")
    assert "1 changed" in changed.output
    assert Product.objects.get().state == Product.State.ARCHIVED
    assert Variant.objects.get(sku="B").version > before


def test_a_file_without_these_columns_leaves_them(load: Load) -> None:
    load(HEAD + "A,,Cup,1,draft,\nB,A,,1,,yes\n")
    load("sku,name,price\nA,Cup,2\nB,Cup,2\n")
    assert Product.objects.get().state == Product.State.DRAFT
    assert Variant.objects.get(sku="B").archived


@pytest.mark.parametrize(
    "cells, reason",
    [
        ("gone,", "The state is none of draft, published, archived."),
        (",maybe", "The archived is neither yes nor no: “maybe”."),
    ],
)
def test_a_state_that_is_none_refuses_its_row(load: Load, cells: str, reason: str) -> None:
    assert load(f"{HEAD}A,,Cup,1,{cells}\n").refusals == [(2, reason)]
