"""Which cart a request is about."""

from django.http import HttpRequest

from components.cart import CartCounter
from shop.accounts.models import User
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
    token = request.session.get(SESSION_KEY)
    if token and (cart := _carts(request).filter(token=token).first()):
        return cart
    cart = carts_of(request.user, _carts(request)).last() if request.user.is_authenticated else None
    if cart:
        keep(request, cart)
    return cart


def carts_of(user: User, among: CartQuerySet) -> CartQuerySet:
    """Return the shopper's carts in the order in which they came to be; the last is the account's."""
    return among.filter(user=user).order_by("pk")


def _carts(request: HttpRequest) -> CartQuerySet:
    """One that was joined to another is none any more."""
    carts = Cart.objects.counted() if request.method in SAFE_METHODS else Cart.objects.all()
    return carts.filter(joined=None)


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
