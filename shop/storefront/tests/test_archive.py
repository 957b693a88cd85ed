"""What has a history is archived and not deleted, can be restored, and is told to whoever looks for it."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from shop.cart import holds
from shop.cart.contents import contents, lines_of
from shop.cart.models import Cart
from shop.catalogue import publishing
from shop.catalogue.models import Product, Variant
from shop.catalogue.tests.factories import make_category, make_product
from shop.catalogue.tests.test_admin import form

pytestmark = pytest.mark.django_db


def act(client: Client, model: str, action: str, *pks: int) -> None:
    selected = {"action": action, "_selected_action": pks}
    assert client.post(reverse(f"admin:catalogue_{model}_changelist"), selected).status_code == 302


def deletable(client: Client, model: str, pk: int) -> bool:
    return client.get(reverse(f"admin:catalogue_{model}_delete", args=[pk])).status_code == 200


def test_a_product_in_a_cart_is_not_deleted(admin_client: Client) -> None:
    product = make_product(stock=0)
    assert deletable(admin_client, "product", product.pk)
    Cart.objects.create().lines.create(variant=product.default_variant, quantity=1)
    assert not deletable(admin_client, "product", product.pk)


@pytest.mark.parametrize(
    "in_cart, stock, words", [(True, 0, "has a history: please archive it"), (False, 1, "protected related")]
)
def test_a_variant_with_a_history_is_not_deleted_on_its_products_page(
    admin_client: Client, in_cart: bool, stock: int, words: str
) -> None:
    product = make_product(stock=stock)
    if in_cart:
        Cart.objects.create().lines.create(variant=product.default_variant, quantity=1)
    url = reverse("admin:catalogue_product_change", args=[product.pk])
    response = admin_client.post(url, form(product, **{"variants-0-DELETE": "on"}))
    assert words in response.content.decode()
    assert product.variants.exists()


def test_a_category_with_something_in_it_is_not_deleted(admin_client: Client) -> None:
    above = make_category("Above")
    filled, empty = make_category("Filled", parent=above), make_category("Empty")
    make_product(category=filled)
    assert [deletable(admin_client, "category", node.pk) for node in (above, filled, empty)] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("model", ["category", "product", "variant"])
def test_deleting_many_at_once_is_not_offered(admin_client: Client, model: str) -> None:
    make_product()
    url = reverse(f"admin:catalogue_{model}_changelist")
    form = admin_client.get(url).context["action_form"]
    assert form is None or "delete_selected" not in dict(form.fields["action"].choices)


def test_products_go_into_the_archive_and_come_back_as_drafts(admin_client: Client) -> None:
    products = [make_product(), make_product(), make_product(state=Product.State.DRAFT)]
    act(admin_client, "product", "archive", *[product.pk for product in products[:2]])
    act(admin_client, "product", "restore", products[0].pk, products[2].pk)
    assert [Product.objects.get(pk=product.pk).state for product in products] == [
        "draft",
        "archived",
        "draft",
    ]


def test_variants_go_and_come_back_and_the_card_follows(admin_client: Client) -> None:
    product = make_product(variants=[{}, {"position": 1}])
    first, second = product.variants.all()
    before = first.version
    act(admin_client, "variant", "archive", first.pk)
    assert Product.objects.get().default_variant == second
    assert Variant.objects.get(pk=first.pk).version > before
    act(admin_client, "variant", "archive", second.pk)
    assert Product.objects.get().default_variant is None
    act(admin_client, "variant", "restore", first.pk)
    assert Product.objects.get().default_variant == first


def test_who_may_only_look_is_offered_no_archive(client: Client, django_user_model: type) -> None:
    staff = django_user_model.objects.create_user("ada@example.com", "secret", is_staff=True)
    staff.user_permissions.add(Permission.objects.get(codename="view_product"))
    client.force_login(staff)
    product = make_product()
    client.post(
        reverse("admin:catalogue_product_changelist"), {"action": "archive", "_selected_action": [product.pk]}
    )
    assert Product.objects.get().state == Product.State.PUBLISHED


def test_an_archived_product_is_gone_for_good_and_its_page_shows_what_is_near(client: Client) -> None:
    cups = make_category("Cups")
    make_product("Near cup", category=cups)
    product = make_product("Old cup", category=cups, slug="old", state=Product.State.ARCHIVED)
    response = client.get("/products/old/")
    assert response.status_code == 410
    for words in ("“Old cup” is no longer sold.", "Near cup", cups.get_absolute_url()):
        assert words in response.content.decode()
    publishing.restore(Product.objects.filter(pk=product.pk))
    publishing.publish(Product.objects.filter(pk=product.pk))
    assert client.get("/products/old/").status_code == 200


def test_a_product_of_which_nothing_is_offered_now_is_only_not_found(client: Client) -> None:
    make_product("Old cup", slug="old", variants=[{"archived": True}])
    assert client.get("/products/old/").status_code == 404


def test_a_cart_says_what_is_no_longer_sold(client: Client) -> None:
    variant = make_product("Old cup").default_variant
    client.post("/cart/add/", {"variant": variant.pk, "quantity": 1})
    cart = Cart.objects.get()
    publishing.set_archived(Variant.objects.all(), True)
    assert b"This is no longer sold. Please remove it." in client.get("/cart/").content
    view = contents(list(lines_of(cart)))
    assert (view.lines[0].state, view.ready) == ("withdrawn", False)
    holds.remove(cart, view.lines[0].pk)
