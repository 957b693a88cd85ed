"""What each role of the staff may do at the desk; the views ask, not only the pages."""

import uuid

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from shop.orders.models import Order, Refund
from shop.orders.returns import Wanted, ask
from shop.orders.roles import ROLES
from shop.orders.tests.fulfilling import clerk, lines, ordered, paid, send

pytestmark = pytest.mark.django_db

FULFILMENT = {"ship", "deliver", "paid"}
MONEY = {"refund", "refund_all", "return"}
BOTH = {"cancel"}
ALLOWED = {
    "Catalogue": set(),
    "Fulfilment": FULFILMENT,
    "Refunds": MONEY,
    "Owner": FULFILMENT | MONEY | BOTH,
}


@pytest.fixture
def order() -> Order:
    return paid(2)


def page_of(order: Order) -> str:
    return reverse("admin:orders_order_change", args=[order.pk])


def enter(client: Client, *roles: str) -> None:
    client.force_login(clerk(*roles))


@pytest.mark.parametrize("role", ALLOWED)
@pytest.mark.parametrize("what", sorted(FULFILMENT | MONEY | BOTH))
def test_a_role_does_what_it_is_for_and_nothing_else(
    client: Client, order: Order, role: str, what: str
) -> None:
    enter(client, role)
    answer = client.post(reverse(f"admin:orders_order_{what}", args=[order.pk]))
    assert (answer.status_code != 403) == (what in ALLOWED[role])


@pytest.mark.parametrize(
    "role, shown, hidden",
    [
        ("Fulfilment", ["Send this parcel"], ["Refund", "Cancel this order"]),
        ("Refunds", ["Refund a part", "Refund €24.90"], ["Send this parcel", "Cancel this order"]),
        ("Owner", ["Send this parcel", "Refund a part", "Cancel this order"], []),
    ],
)
def test_a_page_shows_the_buttons_of_its_reader(
    client: Client, order: Order, role: str, shown: list[str], hidden: list[str]
) -> None:
    enter(client, role)
    page = client.get(page_of(order)).content.decode().partition("<main")[2]
    buttons = page.partition("What was bought")[2].replace("Refunded", "")
    assert all(words in buttons for words in shown)
    assert not any(words in buttons for words in hidden)


def test_who_packs_cancels_what_nobody_paid_for_yet(client: Client) -> None:
    order = ordered(1)
    enter(client, "Fulfilment")
    assert b"Cancel this order" in client.get(page_of(order)).content
    client.post(reverse("admin:orders_order_cancel", args=[order.pk]))
    order.refresh_from_db()
    assert order.state == Order.State.CANCELLED


def test_who_packs_sees_a_return_and_does_not_decide_on_it(client: Client, order: Order) -> None:
    send(order)
    order.refresh_from_db()
    ask(order, {lines(order)[0].pk: Wanted(1)}, key=uuid.uuid4())
    enter(client, "Fulfilment")
    page = client.get(page_of(order)).content.decode()
    assert "1 × Cup 1" in page
    assert "Accept and refund" not in page


@pytest.mark.parametrize(
    "role, actions",
    [
        ("Fulfilment", {"mark_shipped", "mark_delivered", "mark_paid"}),
        ("Refunds", set()),
        ("Owner", {"mark_shipped", "mark_delivered", "mark_paid", "cancel"}),
    ],
)
def test_a_list_offers_what_its_reader_may_do_to_many(
    client: Client, order: Order, role: str, actions: set[str]
) -> None:
    enter(client, role)
    page = client.get(reverse("admin:orders_order_changelist"))
    form = page.context["action_form"]
    offered = {code for code, _label in form.fields["action"].choices if code} if form else set()
    assert offered == actions


def test_the_catalogues_staff_sees_no_orders(client: Client, order: Order) -> None:
    enter(client, "Catalogue")
    assert client.get(page_of(order)).status_code == 403
    assert client.get(reverse("admin:orders_order_changelist")).status_code == 403
    assert client.get(reverse("admin:catalogue_product_changelist")).status_code == 200


@pytest.mark.parametrize("staff", [True, False])
def test_who_has_no_role_finds_nothing(client: Client, order: Order, staff: bool) -> None:
    user = clerk()
    user.is_staff = staff
    user.save()
    client.force_login(user)
    for what in FULFILMENT | MONEY | BOTH:
        answer = client.post(reverse(f"admin:orders_order_{what}", args=[order.pk]))
        assert answer.status_code == (403 if staff else 302)
    assert not Refund.objects.exists()


def test_a_migration_brings_the_roles_up_to_date_and_keeps_what_was_added() -> None:
    added = Permission.objects.get(codename="view_user")
    packers = Group.objects.get(name="Fulfilment")
    packers.permissions.set([added])
    Group.objects.get(name="Refunds").delete()
    call_command("migrate", verbosity=0)
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)
    given = set(packers.permissions.values_list("codename", flat=True))
    assert {"fulfil_order", "view_order", "view_user"} <= given
    assert "refund_order" not in given
