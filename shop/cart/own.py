"""What of a variant is in the visitor's own cart, as the variant's page says it."""

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString

from components.cart import InCart
from components.fragments import fragment
from shop.cart.contents import lines_of
from shop.cart.countdown import countdown
from shop.cart.current import current_cart
from shop.live.watching import watch

register = template.Library()


@register.simple_tag(takes_context=True)
def in_cart(context: template.Context, variant: int) -> SafeString:
    """Render what the visitor has of a variant, and let the page follow its hold."""
    return fragment(own(context["request"], variant))


def own(request: HttpRequest, variant: int) -> InCart:
    """Return what the visitor has of a variant; nothing is looked up for who has no cart."""
    cart = current_cart(request)
    line = lines_of(cart).filter(variant=variant).first() if cart else None
    if line is None:
        return InCart(variant)
    clock = countdown(line) if line.reservation else None
    if clock:
        watch(request, "hold", {line.reservation_id: clock.version})
    return InCart(variant, line.quantity, clock)
