"""The shop's real topics over the hub: stock that moves, and the button that follows it."""

import pytest
from pytest_django import DjangoAssertNumQueries

from shop.catalogue.tests.factories import make_product
from shop.inventory.availability import availability
from shop.inventory.receiving import receive
from shop.live.tests.pages import Page, in_thread, played, token
from shop.live.topics import kinds


@played
async def test_stock_that_comes_and_goes_reaches_the_page(transactional_db: None) -> None:
    product = await in_thread(lambda: make_product(stock=1))
    variant = product.default_variant_id
    version = (await in_thread(availability, [variant]))[variant].version
    page = await Page(token(variant={variant: version})).open()

    await in_thread(receive, variant, -1)
    gone = await page.text()
    assert f'id="stock-{variant}"' in gone
    assert f'id="buy-{variant}"' in gone
    assert "Sold out" in gone
    assert "disabled" in gone

    await in_thread(receive, variant, 8)
    back = await page.text()
    assert "In stock" in back
    assert "disabled" not in back


@pytest.mark.django_db
def test_many_variants_are_read_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    variants = [make_product().default_variant_id for _ in range(5)]
    with django_assert_num_queries(1):
        snapshots = kinds["variant"].read(variants)
    assert snapshots.keys() == set(variants)
