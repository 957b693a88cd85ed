"""Many prices at once, as the merchant does it: select, say how, look, confirm."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from shop.catalogue.models import PriceChange, Product, Variant
from shop.catalogue.tests.factories import make_category, make_product

pytestmark = pytest.mark.django_db

VARIANTS = reverse("admin:catalogue_variant_changelist")
PRODUCTS = reverse("admin:catalogue_product_changelist")


def ask(client: Client, url: str, *pks: int, **filled_in: str) -> HttpResponse:
    return client.post(url, {"action": "change_prices", "_selected_action": pks} | filled_in)


def preview(client: Client, url: str, *pks: int, **filled_in: str) -> str:
    wanted = {"step": "-10%", "ending": "", "compare": "keep", "preview": "Preview"}
    response = ask(client, url, *pks, **(wanted | filled_in))
    assert response.status_code == 302, response.context["form"].errors
    return response["Location"]


def test_a_selection_is_previewed_then_changed(admin_client: Client) -> None:
    first, other = make_product("Cup", price="20"), make_product(price="30")
    variant = first.default_variant
    asked = ask(admin_client, VARIANTS, variant.pk)
    assert b"For 1 variant." in asked.content
    url = preview(admin_client, VARIANTS, variant.pk)
    page = admin_client.get(url).content.decode()
    assert "€20.00" in page
    assert "Together €20.00, then €18.00" in page
    assert Variant.objects.get(pk=variant.pk).price == 20
    made = admin_client.post(url, {"confirm": "1", "revision": "1"}, follow=True)
    assert b"1 price was changed." in made.content
    assert Variant.objects.get(pk=variant.pk).price == 18
    assert other.variants.get().price == 30


def test_a_filtered_list_is_changed_as_a_whole(admin_client: Client) -> None:
    kitchen = make_category("Kitchen")
    inside = make_product(
        category=make_category("Pots", parent=kitchen), variants=[{"compare_at_price": "15"}, {}]
    )
    outside = make_product(category=make_category("Chairs"))
    some = inside.default_variant.pk
    url = preview(admin_client, f"{VARIANTS}?within={kitchen.pk}&sale=yes", some, select_across="1")
    assert list(PriceChange.objects.get().lines.values_list("variant", flat=True)) == [some]
    url = preview(admin_client, f"{VARIANTS}?within={kitchen.pk}&sale=no", some, select_across="1")
    assert b"1 with a new price" in admin_client.get(url).content
    assert not PriceChange.objects.filter(lines__variant__product=outside).exists()


def test_products_stand_for_what_they_are_offered_as(admin_client: Client) -> None:
    product = make_product(variants=[{}, {}, {"archived": True}])
    preview(admin_client, PRODUCTS, product.pk)
    assert PriceChange.objects.get().lines.count() == 2


@pytest.mark.parametrize("step", ["", "10", "=5%", "half"])
def test_what_is_no_change_is_asked_for_again(admin_client: Client, step: str) -> None:
    variant = make_product().default_variant
    response = ask(admin_client, VARIANTS, variant.pk, step=step, compare="keep", preview="Preview")
    assert response.context["form"].errors["step"]
    assert f'value="{variant.pk}"' in response.content.decode()
    assert not PriceChange.objects.exists()


@pytest.mark.parametrize("revision", ["0", "2", "", "x"])
def test_another_preview_than_the_last_confirms_nothing(admin_client: Client, revision: str) -> None:
    variant = make_product(price="20").default_variant
    url = preview(admin_client, VARIANTS, variant.pk)
    response = admin_client.post(url, {"confirm": "1", "revision": revision}, follow=True)
    assert b"Please look again." in response.content
    assert Variant.objects.get().price == 20


def test_a_double_click_changes_prices_once(admin_client: Client) -> None:
    variant = make_product(price="20").default_variant
    url = preview(admin_client, VARIANTS, variant.pk)
    for _click in range(2):
        admin_client.post(url, {"confirm": "1", "revision": "1"})
    assert Variant.objects.get().price == 18


def test_what_was_made_is_on_record_and_can_be_put_back(admin_client: Client) -> None:
    variant = make_product(price="20").default_variant
    url = preview(admin_client, VARIANTS, variant.pk)
    admin_client.post(url, {"confirm": "1", "revision": "1"})
    assert b"Made by admin@example.com" in admin_client.get(url).content
    back = admin_client.post(url, {"put_back": "1"})["Location"]
    admin_client.post(back, {"confirm": "1", "revision": "1"})
    assert Variant.objects.get().price == 20
    assert b"-10%" in admin_client.get(reverse("admin:catalogue_pricechange_changelist")).content


def test_a_preview_is_shown_a_hundred_lines_at_a_time(admin_client: Client) -> None:
    product = make_product()
    Variant.objects.bulk_create(Variant(product=product, sku=f"S{n}", price=n) for n in range(150))
    url = preview(admin_client, PRODUCTS, product.pk)
    assert len(admin_client.get(url).context["rows"]) == 100
    assert len(admin_client.get(f"{url}?page=2").context["rows"]) == 51


def test_only_who_may_change_variants_may_change_or_see(client: Client) -> None:
    variant = make_product(price="20").default_variant
    change = PriceChange.objects.create(step="-1")
    url = reverse("admin:catalogue_pricechange_change", args=[change.pk])
    staff = get_user_model().objects.create_user("ada@example.com", "secret", is_staff=True)
    staff.user_permissions.add(Permission.objects.get(codename="view_variant"))
    client.force_login(staff)
    ask(client, VARIANTS, variant.pk, step="-10%", compare="keep", preview="Preview")
    assert PriceChange.objects.count() == 1
    assert client.get(url).status_code == 403
    assert client.post(url, {"confirm": "1", "revision": "1"}).status_code == 403
    assert PriceChange.objects.get().state == PriceChange.State.DRAFT


def test_a_change_that_never_was_is_not_found(admin_client: Client) -> None:
    url = reverse("admin:catalogue_pricechange_changelist")
    assert admin_client.get(f"{url}999/change/").status_code == 404
    assert admin_client.get(f"{url}x/change/").status_code == 404
    assert Product.objects.count() == 0
