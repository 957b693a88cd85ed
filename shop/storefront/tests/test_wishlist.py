"""The wishlist over HTTP, for visitors and for who is signed in, with and without HTMX."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.catalogue.tests.factories import make_product
from shop.live.watching import understood
from shop.storefront.tests.reading import HTMX
from shop.storefront.tests.wishing import kept, press
from shop.wishlist.models import WishlistItem

pytestmark = pytest.mark.django_db

ON_THE_PAGE = HTMX | {"HX-Current-URL": "http://testserver/wishlist/"}


def heart(html: str, product: Product) -> str:
    (pressed,) = re.findall(rf'id="wish-{product.pk}"[^>]*aria-pressed="(\w+)"', html)
    return pressed


def test_what_was_kept_stands_on_the_list_newest_first(shopper: Client) -> None:
    first, second = make_product("Cup"), make_product("Bowl")
    press(shopper, add=first.pk)
    press(shopper, add=second.pk)
    assert kept(shopper) == ["Bowl", "Cup"]


def test_what_was_taken_off_is_gone(shopper: Client) -> None:
    product = make_product()
    press(shopper, add=product.pk)
    press(shopper, remove=product.pk)
    assert kept(shopper) == []


@pytest.mark.parametrize("says", ["add", "remove"])
def test_a_post_that_comes_twice_does_what_it_says_once(shopper: Client, says: str) -> None:
    product, other = make_product("Cup"), make_product("Bowl")
    press(shopper, add=other.pk)
    press(shopper, **{says: product.pk})
    assert press(shopper, **{says: product.pk}).status_code == 302
    assert kept(shopper) == (["Cup", "Bowl"] if says == "add" else ["Bowl"])


def test_hearts_are_pressed_where_the_product_is_on_the_list(shopper: Client) -> None:
    cup, bowl = make_product("Cup"), make_product("Bowl")
    press(shopper, add=cup.pk)
    html = shopper.get("/products/").content.decode()
    assert (heart(html, cup), heart(html, bowl)) == ("true", "false")
    assert heart(shopper.get(cup.get_absolute_url()).content.decode(), cup) == "true"


def test_a_heart_stands_outside_of_the_card_that_is_the_same_for_all(shopper: Client) -> None:
    make_product()
    html = shopper.get("/products/").content.decode()
    assert 'class="wish"' not in html.partition('<article id="card-')[2].partition("</article>")[0]


def test_a_plain_press_leads_back_to_the_heart(shopper: Client) -> None:
    product = make_product("Cup")
    answer = press(shopper, add=product.pk, next="/products/?sort=price")
    assert answer.url == f"/products/?sort=price#wish-{product.pk}"
    assert "Cup is on your wishlist." in shopper.get(answer.url).content.decode()


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "no such page",
        "\x00",
        "",
    ],
)
def test_a_press_leads_nowhere_but_into_the_shop(shopper: Client, elsewhere: str) -> None:
    product = make_product()
    assert press(shopper, add=product.pk, next=elsewhere).url == f"/wishlist/#wish-{product.pk}"


def test_htmx_gets_the_heart_and_a_word(shopper: Client) -> None:
    product = make_product("Cup")
    html = press(shopper, HTMX, add=product.pk).content.decode()
    assert heart(html, product) == "true"
    assert "Cup is on your wishlist." in html
    assert "card-" not in html
    assert heart(press(shopper, HTMX, remove=product.pk).content.decode(), product) == "false"


def test_on_the_page_itself_what_is_taken_off_goes_and_can_be_put_back(shopper: Client) -> None:
    cup, bowl = make_product("Cup"), make_product("Bowl")
    press(shopper, add=cup.pk)
    press(shopper, add=bowl.pk)
    html = press(shopper, ON_THE_PAGE, remove=cup.pk).content.decode()
    assert 'hx-target="#wishlist-body"' in html
    assert f"card-{bowl.pk}" in html
    assert f"card-{cup.pk}" not in html
    assert f'name="add" value="{cup.pk}"' in html.partition('id="notice"')[2]
    assert f"card-{cup.pk}" in press(shopper, ON_THE_PAGE, add=cup.pk).content.decode()


def test_what_was_archived_meanwhile_is_said_and_can_be_taken_off(shopper: Client) -> None:
    cup, bowl = make_product("Cup"), make_product("Bowl")
    press(shopper, add=cup.pk)
    press(shopper, add=bowl.pk)
    Product.objects.filter(pk=cup.pk).update(state=Product.State.ARCHIVED)
    page = shopper.get("/wishlist/")
    assert (kept(shopper), page.context["gone"]) == (["Bowl"], 1)
    assert "1 product on your wishlist is no longer sold." in page.content.decode()
    shopper.post("/wishlist/tidy/")
    Product.objects.update(state=Product.State.PUBLISHED)
    assert kept(shopper) == ["Bowl"]


def test_a_product_that_was_deleted_leaves_the_list(shopper: Client) -> None:
    product = make_product(stock=0)
    press(shopper, add=product.pk)
    product.delete()
    assert kept(shopper) == []


def test_a_sold_out_product_stays_on_the_list_and_its_stock_is_followed(shopper: Client) -> None:
    product = make_product("Cup", stock=0)
    press(shopper, add=product.pk)
    page = shopper.get("/wishlist/")
    assert "Sold out" in page.content.decode()
    (part,) = re.findall(r'data-watch="([^"]+)"', page.content.decode())
    assert set(understood([part]).versions["variant"]) == {product.default_variant_id}


def test_an_empty_list_says_what_it_is_for(shopper: Client) -> None:
    assert "Nothing on it yet" in shopper.get("/wishlist/").content.decode()


def test_looking_at_hearts_and_at_an_empty_list_makes_no_session(client: Client) -> None:
    make_product()
    for url in ("/", "/products/", "/wishlist/"):
        client.get(url)
    assert "sessionid" not in client.cookies


def test_the_list_is_read_in_as_many_queries_however_long_it_is(
    client: Client, ada: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(ada)
    for _ in range(12):
        WishlistItem.objects.create(user=ada, product=make_product())
    with django_assert_num_queries(10):
        client.get("/wishlist/")
