from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from shop.catalogue.models import Category, FormerSlug, Product
from shop.catalogue.tests.factories import make_category, make_product

pytestmark = pytest.mark.django_db


def form(product: Product, **changes: Any) -> dict[str, Any]:
    """Return what the product's page in the admin posts, with changes; `variants-0-…` is its only variant."""
    variant = product.variants.get()
    kept = {
        "title": product.title, "slug": product.slug, "category": product.category_id, "state": product.state,
        "default_variant": product.default_variant_id or "",
        "variants-TOTAL_FORMS": 1, "variants-INITIAL_FORMS": 1, "variants-0-id": variant.pk,
        "variants-0-product": product.pk, "variants-0-sku": variant.sku, "variants-0-price": variant.price,
        "variants-0-options": "{}", "variants-0-hold_seconds": 900, "variants-0-weight_grams": 0,
        "variants-0-tax_class": "standard", "variants-0-position": 0,
        "pictures-TOTAL_FORMS": 0, "pictures-INITIAL_FORMS": 0,
    }  # fmt: skip
    return kept | changes


def edit(client: Client, product: Product, **changes: Any) -> Product:
    url = reverse("admin:catalogue_product_change", args=[product.pk])
    response = client.post(url, form(product, **changes))
    assert response.status_code == 302, response.context["errors"]
    return Product.objects.get(pk=product.pk)


@pytest.mark.parametrize("model", ["category", "product", "variant"])
def test_lists_can_be_searched(admin_client: Client, model: str) -> None:
    make_product("Cup", category=make_category("Cups"))
    response = admin_client.get(reverse(f"admin:catalogue_{model}_changelist"), {"q": "cup"})
    assert response.context["cl"].result_count == 1


def test_products_can_be_filtered_by_the_category_they_are_below(admin_client: Client) -> None:
    kitchen = make_category("Kitchen")
    make_product(category=make_category("Pots", parent=kitchen))
    make_product(category=make_category("Chairs"))
    response = admin_client.get(reverse("admin:catalogue_product_changelist"), {"within": kitchen.pk})
    assert response.context["cl"].result_count == 1


def test_products_are_archived_many_at_once_and_never_deleted_so(admin_client: Client) -> None:
    product = make_product()
    url = reverse("admin:catalogue_product_changelist")
    offered = admin_client.get(url).context["action_form"].fields["action"].choices
    assert "delete_selected" not in dict(offered)
    admin_client.post(url, {"action": "archive", "_selected_action": [product.pk]})
    product.refresh_from_db()
    assert product.state == Product.State.ARCHIVED


def test_deleting_is_offered_only_without_a_stock_history(admin_client: Client) -> None:
    received, untouched = make_product(stock=1), make_product(stock=0)
    for product, status in ((received, 403), (untouched, 200)):
        assert (
            admin_client.get(reverse("admin:catalogue_product_delete", args=[product.pk])).status_code
            == status
        )


def test_a_changed_slug_keeps_the_former_address(admin_client: Client) -> None:
    edit(admin_client, make_product(slug="before"), slug="now")
    assert FormerSlug.objects.get().slug == "before"
    assert admin_client.get("/products/before/")["Location"] == "/products/now/"


def test_a_new_price_reaches_open_pages_by_a_newer_version(admin_client: Client) -> None:
    product = make_product()
    before = product.variants.get().version
    edit(admin_client, product, **{"variants-0-price": "7.50"})
    assert product.variants.get().version > before


def test_archiving_the_only_variant_takes_the_product_off_the_lists(admin_client: Client) -> None:
    product = edit(admin_client, make_product(), **{"variants-0-archived": "on"})
    assert product.default_variant is None


def test_a_product_without_a_default_variant_gets_its_first(admin_client: Client) -> None:
    product = edit(admin_client, make_product(), default_variant="")
    assert product.default_variant == product.variants.get()


@pytest.mark.parametrize("options", ['["M"]', '{"Size": {"EU": 42}}', '"M"', "M"])
def test_options_that_could_not_be_shown_are_refused(admin_client: Client, options: str) -> None:
    product = make_product()
    url = reverse("admin:catalogue_product_change", args=[product.pk])
    response = admin_client.post(url, form(product, **{"variants-0-options": options}))
    assert response.status_code == 200
    assert response.context["errors"]


def test_a_category_cannot_stand_below_itself(admin_client: Client) -> None:
    top = make_category("Top")
    below = make_category("Below", parent=top)
    url = reverse("admin:catalogue_category_change", args=[top.pk])
    changed = {"name": "Top", "slug": "top", "position": 0, "parent": below.pk}
    assert b"cannot stand below itself" in admin_client.post(url, changed).content


def test_two_categories_cannot_have_one_place(admin_client: Client) -> None:
    make_category("Pots")
    url = reverse("admin:catalogue_category_add")
    response = admin_client.post(url, {"name": "Pots", "slug": "pots", "position": 0, "parent": ""})
    assert b"in this place already" in response.content
    assert Category.objects.count() == 1


@pytest.mark.parametrize("seen, state", [(True, "published"), (False, "draft"), (False, "archived")])
def test_the_way_to_the_shop_is_offered_where_shoppers_see_the_product(
    admin_client: Client, seen: bool, state: str
) -> None:
    cup = make_product("Cup", state=state)
    page = admin_client.get(reverse("admin:catalogue_product_change", args=[cup.pk])).text
    assert (f'href="{cup.get_absolute_url()}"' in page) == seen


def test_what_is_edited_in_the_list_of_categories_has_a_name(admin_client: Client) -> None:
    make_product("Cup")
    page = admin_client.get(reverse("admin:catalogue_category_changelist")).text
    assert page.count('aria-label="Position"') == Category.objects.count()
