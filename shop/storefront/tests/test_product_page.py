import re
from decimal import Decimal

import pytest
from django.test import Client

from components.stock import Band
from shop.catalogue import publishing
from shop.catalogue.models import Product, Variant
from shop.catalogue.tests.factories import make_category, make_picture, make_product
from shop.live.watching import understood

pytestmark = pytest.mark.django_db

SIZES = ({"options": {"Size": "S"}, "price": "10"}, {"options": {"Size": "L"}, "price": "12", "stock": 0})


def test_the_page_shows_the_default_variant(client: Client) -> None:
    product = make_product("Shirt", variants=SIZES)
    context = client.get(product.get_absolute_url()).context
    assert context["variant"] == product.default_variant
    assert context["price"].amount == Decimal(10)
    assert context["badge"].band == Band.AVAILABLE


def test_another_variant_can_be_chosen(client: Client) -> None:
    product = make_product("Shirt", variants=SIZES)
    large = product.variants.get(price=12)
    response = client.get(f"{product.get_absolute_url()}?variant={large.pk}")
    assert response.context["variant"] == large
    assert response.context["badge"].band == Band.SOLD_OUT
    assert f'id="add-{large.pk}"' in response.content.decode()
    small, chosen = response.context["choices"]
    assert (small.label, small.selected, small.badge.band) == ("S", False, Band.AVAILABLE)
    assert (chosen.label, chosen.selected, chosen.badge) == ("L", True, None)


def test_the_page_follows_the_stock_of_every_choice(client: Client) -> None:
    product = make_product("Shirt", variants=SIZES)
    response = client.get(product.get_absolute_url())
    (token,) = re.findall(r"watch=([^\"]+)", response.content.decode())
    assert set(understood([token]).versions["variant"]) == {variant.pk for variant in product.variants.all()}
    for variant in product.variants.all():
        assert response.content.decode().count(f'id="stock-{variant.pk}"') == 1


@pytest.mark.parametrize("variant", ["0", "-1", "abc", "", "1.5", "9" * 40, "%00"])
def test_a_variant_that_the_product_does_not_have_is_not_found(client: Client, variant: str) -> None:
    product = make_product()
    assert client.get(f"{product.get_absolute_url()}?variant={variant}").status_code == 404


def test_a_variant_of_another_product_is_not_found(client: Client) -> None:
    product, other = make_product(), make_product()
    url = f"{product.get_absolute_url()}?variant={other.default_variant_id}"
    assert client.get(url).status_code == 404


def test_an_archived_variant_is_not_offered(client: Client) -> None:
    product = make_product("Shirt", variants=SIZES)
    small, large = product.variants.all()
    Variant.objects.filter(pk=small.pk).update(archived=True)
    response = client.get(product.get_absolute_url())
    assert response.context["variant"] == large
    assert [choice.variant for choice in response.context["choices"]] == [large]
    assert client.get(f"{product.get_absolute_url()}?variant={small.pk}").status_code == 404


def test_a_draft_is_not_found(client: Client) -> None:
    assert client.get(make_product(state=Product.State.DRAFT).get_absolute_url()).status_code == 404


def test_an_archived_product_says_that_it_is_no_longer_sold(client: Client) -> None:
    response = client.get(make_product("Blue cup", state=Product.State.ARCHIVED).get_absolute_url())
    assert "“Blue cup” is no longer sold." in response.content.decode()
    assert 'href="/products/"' in response.content.decode()


def test_a_draft_does_not_give_its_name_away(client: Client) -> None:
    response = client.get(make_product("Secret", slug="s-1", state=Product.State.DRAFT).get_absolute_url())
    assert "Secret" not in response.content.decode()


def test_an_address_that_a_product_had_leads_to_the_one_it_has(client: Client) -> None:
    product = make_product(slug="before")
    product.slug = "now"
    product.save()
    publishing.keep_address(product, "before")
    response = client.get("/products/before/")
    assert (response.status_code, response["Location"]) == (301, "/products/now/")


def test_pictures_are_called_by_the_product_where_they_have_no_words(client: Client) -> None:
    product = make_product("Cup")
    make_picture(product, position=2)
    make_picture(product, position=1, alt="The cup from above")
    images = client.get(product.get_absolute_url()).context["images"]
    assert [image.alt for image in images] == ["The cup from above", "Cup"]


def test_the_pictures_of_the_chosen_variant_come_first(client: Client) -> None:
    product = make_product("Shirt", variants=SIZES)
    small, large = product.variants.all()
    for alt, variant in (("both", None), ("small", small), ("large", large), ("large again", large)):
        make_picture(product, alt=alt, variant=variant)
    for url, wanted in (("", ["small", "both"]), (f"?variant={large.pk}", ["large", "large again"])):
        images = client.get(product.get_absolute_url() + url).context["images"]
        assert [image.alt for image in images][:2] == wanted


def test_related_are_others_of_the_same_category(client: Client) -> None:
    cups, chairs = make_category("Cups"), make_category("Chairs")
    product = make_product("This cup", category=cups)
    make_product("That cup", category=cups)
    make_product("Chair", category=chairs)
    make_product("Draft cup", category=cups, state=Product.State.DRAFT)
    related = client.get(product.get_absolute_url()).context["related"]
    assert [card.title for card in related] == ["That cup"]


def test_all_variants_share_one_canonical_address(client: Client) -> None:
    product = make_product()
    response = client.get(f"{product.get_absolute_url()}?variant={product.default_variant_id}")
    assert response.context["canonical"].endswith(product.get_absolute_url())
