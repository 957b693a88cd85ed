"""The merchant's pages: what a new shop has, what the merchant makes of it, and what text cannot do."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from shop.accounts.models import User
from shop.catalogue.tests.factories import make_product
from shop.orders.tests.placing import add_to_cart
from shop.pages.first_texts import write_missing
from shop.pages.models import OWED, Page
from shop.storefront.tests.heads import head_of
from shop.storefront.tests.reading import queries


def write(text: str) -> str:
    page = Page.objects.create(slug="sizes", title="Sizes", summary="How big things are.", text=text)
    return page.get_absolute_url()


def body(client: Client, address: str) -> str:
    return client.get(address).text.partition('<div class="page-text">')[2].partition("</article>")[0]


@pytest.mark.parametrize("slug", OWED)
def test_a_new_shop_has_every_page_it_owes_and_says_that_it_is_a_template(client: Client, slug: str) -> None:
    page = client.get(Page.objects.get(slug=slug).get_absolute_url())
    assert page.status_code == 200
    assert ("A template, not yet" in page.text) == (slug != "contact")
    assert not {"{shop}", "{address}", "{email}", "{notice}"} & set(page.text.split())


@pytest.mark.parametrize("page", ["terms", "delivery", "privacy"])
def test_the_first_texts_lead_to_pages_that_exist(client: Client, page: str) -> None:
    links = {part.partition('"')[0] for part in body(client, f"/pages/{page}/").split('href="')[1:]}
    ours = {link for link in links if link.startswith("/")}
    assert ours
    assert {client.get(link).status_code for link in ours} == {200}


def test_the_first_texts_never_replace_the_merchants(client: Client) -> None:
    Page.objects.filter(slug="terms").update(text="Be kind.")
    write_missing(Page)
    assert body(client, "/pages/terms/").startswith("<p>Be kind.</p>")


def test_the_shops_name_and_addresses_are_filled_in(client: Client, settings: Settings) -> None:
    settings.SHOP_NAME, settings.SHOP_ADDRESS, settings.MERCHANT_EMAIL = (
        "Löw & Co",
        "1 Mill Lane",
        "a@b.example",
    )
    text = body(client, write("{shop}, {address}, <{email}>, {other}"))
    assert 'Löw &amp; Co, 1 Mill Lane, <a href="mailto:a@b.example">a@b.example</a>, {other}' in text


@pytest.mark.parametrize(
    "written, shown",
    [
        ("<script>x()</script>", "&lt;script&gt;x()&lt;/script&gt;"),
        ("a <b onclick=x()>b</b>", "&lt;b onclick=x()&gt;"),
        ("[a](javascript:x)", "[a](javascript:x)"),
        ("[a](JaVaScRiPt&colon;x)", "[a](JaVaScRiPt:x)"),
        ("<javascript:x>", "&lt;javascript:x&gt;"),
        ('[a](/x "y\\" onclick=\\"x()")', 'title="y&quot; onclick=&quot;x()"'),
        ("[a](data:text/html,x)", "[a](data:text/html,x)"),
        ("# One\n\n## Two", "<h2>One</h2>\n<h2>Two</h2>"),
        ("| a |\n| - |\n| b |", "<td>b</td>"),
        ("{% url 'home' %} {{ request.user }}", "{{ request.user }}"),
    ],
)
def test_markdown_is_shown_and_html_is_text(client: Client, written: str, shown: str) -> None:
    assert shown in body(client, write(written))


def test_a_page_that_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get("/pages/nowhere/").status_code == 404


def test_the_page_about_contact_is_the_one_with_the_form(client: Client) -> None:
    assert client.get("/pages/contact/")["Location"] == "/contact/"


def test_a_page_is_called_by_its_title_and_described_by_its_summary(client: Client) -> None:
    head = head_of(client, write("How big?"))
    assert head.title == "Sizes – Fastshop"
    assert head.meta["description"] == "How big things are."
    assert head.links["canonical"].endswith("/pages/sizes/")


def test_the_footer_of_every_page_leads_to_all_pages_in_the_merchants_order(client: Client) -> None:
    write("How big?")
    Page.objects.filter(slug="sizes").update(position=1)
    footer = client.get("/cart/").text.partition("<footer")[2].partition('<nav id="languages"')[0]
    links = [part.partition('"')[0] for part in footer.split('href="')[1:]]
    assert links[-6:] == [
        "/pages/sizes/",
        "/pages/terms/",
        "/pages/delivery/",
        "/pages/privacy/",
        "/pages/about/",
        "/contact/",
    ]


def test_a_page_costs_one_query_beside_those_around_it(client: Client) -> None:
    assert queries(client, "/pages/terms/") == queries(client, "/nowhere-else/", 404) + 1


@pytest.fixture
def merchant(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("boss@shop.example", "x"))
    return client


def test_the_merchant_rewrites_a_page_and_its_address_stays(merchant: Client) -> None:
    terms = Page.objects.get(slug="terms")
    form = {"slug": "elsewhere", "title": "Our terms", "summary": "", "text": "Be kind.", "position": 5}
    merchant.post(reverse("admin:pages_page_change", args=[terms.pk]), form)
    terms.refresh_from_db()
    assert (terms.slug, terms.title, terms.text) == ("terms", "Our terms", "Be kind.")


def test_what_is_owed_cannot_be_deleted_and_the_rest_can(merchant: Client) -> None:
    write("How big?")
    for page in Page.objects.all():
        merchant.post(reverse("admin:pages_page_delete", args=[page.pk]), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [page.pk for page in Page.objects.all()]}
    merchant.post(reverse("admin:pages_page_changelist"), {**chosen, "post": "yes"})
    assert set(Page.objects.values_list("slug", flat=True)) == set(OWED)


def test_whoever_orders_is_told_what_they_agree_to(client: Client) -> None:
    add_to_cart(client, make_product(stock=1).default_variant_id)
    checkout = client.get("/checkout/").text
    assert all(
        f'href="/pages/{page}/" target="_blank"' in checkout for page in ("terms", "delivery", "privacy")
    )


def test_the_place_of_a_page_is_named_for_those_who_hear_the_list(admin_client: Client) -> None:
    shown = admin_client.get(reverse("admin:pages_page_changelist")).content.decode()

    assert shown.count('aria-label="Position"') == Page.objects.count()
