"""Who may see an order: its shopper, whoever placed it in this session, whoever has its signed link."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.core import signing
from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import override

from shop.accounts.sessions import signs_in
from shop.live.topics import Sessions
from shop.orders.models import Order

SALT = "fastshop.order"
SESSION_KEY = "orders"


def signed_link(order: Order) -> str:
    """Return the absolute address that opens the order, in its language, for whoever has it."""
    with override(order.language):
        return f"{settings.PUBLIC_URL}{order.get_absolute_url()}?key={_signer().signature(order.number)}"


def remember(request: HttpRequest, order: Order) -> None:
    """Let this session see the order."""
    numbers = request.session.get(SESSION_KEY, [])
    if order.number not in numbers:
        request.session[SESSION_KEY] = [*numbers, order.number]


def opened_by_link(request: HttpRequest, number: str) -> bool:
    """Whether the address carries the order's own key."""
    key = request.GET.get("key", "")
    return bool(key) and signing.constant_time_compare(key, _signer().signature(number))


def may_see(request: HttpRequest, order: str = "") -> Q:
    """Return the condition of the orders that this request may see.

    `order` leads to the order from the rows that are asked for, as in `line__order__`.
    """
    remembered = Q((f"{order}number__in", request.session.get(SESSION_KEY, [])))
    return remembered | Q((f"{order}user", request.user)) if request.user.is_authenticated else remembered


def visible_order(request: HttpRequest, number: str) -> Order:
    """Return the order if this request may see it; raises Http404, as for one that does not exist."""
    return get_object_or_404(Order, may_see(request), number=number)


def visible_orders(sessions: Sessions, orders: Collection[int]) -> dict[str, set[int]]:
    """Return which of these orders each session may see: `visible_order` for pages that are open."""
    rows = Order.objects.filter(pk__in=list(orders)).select_related("user")
    found = {order.number: order for order in rows}
    owned: defaultdict[str, list[Order]] = defaultdict(list)
    for order in found.values():
        if order.user_id:
            owned[str(order.user_id)].append(order)
    return {key: _visible(data, found, owned) for key, data in sessions.items()}


def _visible(
    data: dict[str, Any], found: Mapping[str, Order], owned: Mapping[str, Sequence[Order]]
) -> set[int]:
    remembered = {found[number].pk for number in data.get(SESSION_KEY, []) if number in found}
    own = owned.get(data.get(auth.SESSION_KEY, ""), [])
    return remembered | {order.pk for order in own if signs_in(data, order.user)}


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT)
