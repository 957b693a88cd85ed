"""Which cart a request is about."""

from django.http import HttpRequest

from components.cart import CartCounter
from shop.cart.broadcasts import SESSION_KEY
from shop.cart.contents import counters
from shop.cart.models import Cart
from shop.http import client_address
from shop.live.watching import watch


def current_cart(request: HttpRequest) -> Cart | None:
    """Return the visitor's cart: the session's, else the one the shopper left elsewhere, else None.

    It is looked up once for each request.
    """
    if not hasattr(request, "cart"):
        request.cart = _found(request)
    return request.cart


def open_cart(request: HttpRequest) -> Cart:
    """Return the visitor's cart, making one where there is none; a shopper's is remembered as theirs."""
    cart = current_cart(request) or Cart.objects.create(address=client_address(request) or None)
    if request.user.is_authenticated and cart.user_id is None:
        cart.user = request.user
        cart.save(update_fields=["user"])
    _keep(request, cart)
    return cart


def _found(request: HttpRequest) -> Cart | None:
    if token := request.session.get(SESSION_KEY):
        return Cart.objects.filter(token=token).first()
    if not request.user.is_authenticated:
        return None
    cart = Cart.objects.filter(user=request.user).last()
    if cart:
        _keep(request, cart)
    return cart


def _keep(request: HttpRequest, cart: Cart) -> None:
    request.cart = cart
    if request.session.get(SESSION_KEY) != cart.token:
        request.session[SESSION_KEY] = cart.token


def counter(request: HttpRequest) -> CartCounter:
    """Return the counter that the visitor's pages show, and let the page say which version it has."""
    cart = current_cart(request)
    if cart is None:
        return CartCounter(count=0, version=0)
    shown = counters([cart.pk])[cart.pk]
    watch(request, "cart", {cart.pk: shown.version})
    return shown
