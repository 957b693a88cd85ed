"""Which cart a request is about."""

from contextlib import suppress

from django.http import HttpRequest

from components.cart import CartCounter
from shop.cart.broadcasts import SESSION_KEY
from shop.cart.contents import counters
from shop.cart.models import Cart, CartQuerySet
from shop.http import client_address
from shop.live.watching import watch

SAFE_METHODS = ("GET", "HEAD")


def current_cart(request: HttpRequest) -> Cart | None:
    """Return the visitor's cart: the session's, else the one the shopper left elsewhere, else None.

    It is looked up once for each request.
    """
    if not hasattr(request, "cart"):
        request.cart = _found(request)
    return request.cart


def open_cart(request: HttpRequest) -> Cart:
    """Return the visitor's cart, or a new one that is saved with its first line, to be given to `keep`."""
    cart = current_cart(request) or Cart(address=client_address(request) or None)
    if request.user.is_authenticated and cart.user_id is None:
        cart.user = request.user
        if cart.pk:
            cart.save(update_fields=["user"])
    return cart


def keep(request: HttpRequest, cart: Cart) -> None:
    """Let the visitor's session know the cart."""
    request.cart = cart
    if request.session.get(SESSION_KEY) != cart.token:
        request.session[SESSION_KEY] = cart.token


def _found(request: HttpRequest) -> Cart | None:
    if token := request.session.get(SESSION_KEY):
        with suppress(Cart.DoesNotExist):
            return _carts(request).get(token=token)
        return None
    if not request.user.is_authenticated:
        return None
    cart = _carts(request).filter(user=request.user).last()
    if cart:
        keep(request, cart)
    return cart


def _carts(request: HttpRequest) -> CartQuerySet:
    return Cart.objects.counted() if request.method in SAFE_METHODS else Cart.objects.all()


def counter(request: HttpRequest) -> CartCounter:
    """Return the counter that the visitor's pages show, and let the page say which version it has.

    A page knows it from when it found the cart; the reply to a post, which may have changed it, reads it.
    """
    cart = current_cart(request)
    if cart is None:
        return CartCounter(count=0, version=0)
    found = request.method in SAFE_METHODS
    shown = CartCounter(cart.units, cart.version) if found else counters([cart.pk])[cart.pk]
    watch(request, "cart", {cart.pk: shown.version})
    return shown
