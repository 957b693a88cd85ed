"""The gallery of components: there for whoever works on them, on their own machine."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from pytest_django.asserts import assertContains

from shop.workshop.exhibits import exhibits

CARD, SOLD_OUT = "/components/product-card/", "/components/product-card/sold-out/"


def test_every_component_is_shown_in_every_state_with_its_props_and_files(client: Client) -> None:
    for exhibit in exhibits().values():
        page = client.get(reverse("component", args=[exhibit.slug]))
        for path in (exhibit.template_path, exhibit.props_path, exhibit.python_path):
            assertContains(page, path)
        for state in exhibit.states:
            assertContains(page, f'id="{state.slug}"', 1)
            address = reverse("component_state", args=[exhibit.slug, state.slug])
            assertContains(client.get(address), f'id="{state.props.dom_id}"', 1)


def test_a_state_is_shown_at_both_widths_light_and_dark_and_right_to_left(client: Client) -> None:
    everything = "?width=phone&width=desktop&scheme=light&scheme=dark&direction=ltr&direction=rtl"
    frame = f'src="{SOLD_OUT}?theme=fastshop&amp;scheme=dark&amp;direction=rtl"'
    assertContains(client.get(CARD + everything), frame, 2)
    assertContains(client.get(CARD + "?width=desktop&direction=rtl&scheme=dark&scheme=plaid"), frame, 1)
    assertContains(client.get(CARD), f'src="{SOLD_OUT}?', 4)
    assertContains(client.get(SOLD_OUT + "?scheme=dark&direction=rtl"), 'dir="rtl"')
    assertContains(client.get(SOLD_OUT + "?scheme=dark&direction=rtl"), 'data-scheme="dark"')


def test_props_within_props_are_told(client: Client) -> None:
    rows = {row.field: row for row in exhibits()["product-card"].state("few-left").rows}
    assert (rows["badge.left"].kind, rows["badge.left"].value, rows["badge.left"].usual) == (
        "int",
        "2",
        False,
    )
    assert (rows["badge.returns_at"].kind, rows["badge.returns_at"].usual) == ("datetime | None", True)


def test_only_the_gallery_may_put_a_state_into_a_frame(client: Client) -> None:
    framed, around = (
        client.get(page).headers["Content-Security-Policy"].split("; ") for page in (SOLD_OUT, CARD)
    )
    assert "frame-ancestors 'self'" in framed
    assert {"frame-ancestors 'none'", "frame-src 'self'"} <= set(around)
    assert {"script-src 'self'", "style-src 'self'"} <= set(framed)


@pytest.mark.django_db
def test_what_is_not_there_is_not_found(client: Client) -> None:
    addresses = ("/components/no-such/", CARD + "no-such/")
    assert [client.get(address).status_code for address in addresses] == [404, 404]


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"SHAPE": "full"}, {"HTTPS": True}])
def test_the_gallery_does_not_exist_on_a_public_shop(
    client: Client, settings: Settings, change: dict[str, object]
) -> None:
    for name, value in change.items():
        setattr(settings, name, value)
    addresses = ("/components/", "/components/changes/", CARD, SOLD_OUT)
    assert {client.get(address).status_code for address in addresses} == {404}
