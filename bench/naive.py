"""The usual way, as a competent tutorial writes it: one transaction around the view, the row locked in it."""

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from django.views.decorators.http import require_POST
from django_htmx.middleware import HtmxDetails

from bench.callers import Work
from shop.cart.broadcasts import SESSION_KEY
from shop.cart.models import Cart, CartLine, new_token
from shop.cart.replies import added
from shop.inventory.models import Reservation, Stock

HOLD = timedelta(minutes=15)
GRANTED = 200


def page(variant: int) -> Work:
    """The whole view: lock, check, save, reservation, cart, line, and the answer, all in one transaction.

    The view is called directly, without network and middleware, for a guest who comes for the first time. Its
    answer is the one that the shop itself gives: fragments, not a page.
    """
    connection.ensure_connection()
    requests = RequestFactory()

    def work() -> bool:
        request = requests.post(
            "/cart/add/", {"variant": variant, "quantity": 1}, headers={"HX-Request": "true"}
        )
        request.user, request.session, request.htmx = AnonymousUser(), SessionStore(), HtmxDetails(request)
        return add_to_cart(request).status_code == GRANTED

    return work


def claim(variant: int) -> Work:
    """Nothing but the claim, to tell what cart and answer add: lock, check, save, reservation."""
    connection.ensure_connection()

    def work() -> bool:
        with transaction.atomic():
            return _claimed(variant, 1) is not None

    return work


@require_POST
@transaction.atomic
def add_to_cart(request: HttpRequest) -> HttpResponse:
    """Put units in the visitor's cart."""
    variant, quantity = int(request.POST["variant"]), int(request.POST["quantity"])
    reservation = _claimed(variant, quantity)
    if reservation is None:
        return HttpResponse("Sold out.", status=409)
    line, new = CartLine.objects.get_or_create(
        cart=_cart(request),
        variant_id=variant,
        defaults={"quantity": quantity, "reservation": reservation},
    )
    if not new:
        line.quantity += quantity
        line.save()
    return added(request, line, first=new)


def _cart(request: HttpRequest) -> Cart:
    request.cart, _new = Cart.objects.get_or_create(token=request.session.get(SESSION_KEY) or new_token())
    request.session[SESSION_KEY] = request.cart.token
    return request.cart


def _claimed(variant: int, quantity: int) -> Reservation | None:
    stock = Stock.objects.select_for_update().get(variant=variant)
    if stock.available < quantity:
        return None
    stock.available -= quantity
    stock.version += 1
    stock.save()
    now = timezone.now()
    return Reservation.objects.create(
        variant_id=variant, quantity=quantity, held_since=now, expires_at=now + HOLD, claimant="bench"
    )
