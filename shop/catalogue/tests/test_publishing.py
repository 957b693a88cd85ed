import pytest

from components.stock import Band
from shop.catalogue import publishing
from shop.catalogue.models import FormerSlug, Product, Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory.availability import availability

pytestmark = pytest.mark.django_db


def test_archiving_makes_open_pages_show_it_as_sold_out() -> None:
    product = make_product(variants=[{}, {}])
    pks = list(product.variants.values_list("pk", flat=True))
    before = availability(pks)
    assert publishing.archive(Product.objects.filter(pk=product.pk)) == 1
    after = availability(pks)
    assert all(after[pk].band == Band.SOLD_OUT for pk in pks)
    assert all(after[pk].version > before[pk].version for pk in pks)


def test_publishing_counts_what_it_changed() -> None:
    make_product(state=Product.State.DRAFT)
    make_product()
    assert publishing.publish(Product.objects.all()) == 1
    assert publishing.publish(Product.objects.all()) == 0


def test_an_archived_default_variant_is_replaced_by_the_first_that_is_left() -> None:
    product = make_product(variants=[{}, {"position": 2}, {"position": 1}])
    Variant.objects.filter(pk=product.default_variant_id).update(archived=True)
    publishing.finish_edit(product)
    product.refresh_from_db()
    assert product.default_variant.position == 1


def test_a_product_whose_variants_are_all_archived_has_no_default() -> None:
    product = make_product()
    product.variants.update(archived=True)
    publishing.finish_edit(product)
    product.refresh_from_db()
    assert product.default_variant is None


def test_a_product_that_returns_to_a_former_address_leaves_no_loop() -> None:
    product = make_product(slug="one")
    for before, now in (("one", "two"), ("two", "one")):
        product.slug = now
        product.save()
        publishing.keep_address(product, before)
    assert set(FormerSlug.objects.values_list("slug", flat=True)) == {"two"}
