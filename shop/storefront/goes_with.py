"""What goes with a cart: what is like the things in it, but none of them."""

from collections.abc import Sequence

from django import template

from components.catalogue import ProductCard
from shop.cart.contents import LineView
from shop.live.watching import watch
from shop.recommendations.serving import neighbours
from shop.storefront.cards import buyable, looks
from shop.storefront.similar import CHOSEN, SHOWN

register = template.Library()


@register.simple_tag(takes_context=True)
def goes_with(context: template.Context, lines: Sequence[LineView]) -> list[ProductCard]:
    """Return what to offer below the lines of a cart, and let the page follow its stock."""
    like = neighbours({line.variant.product_id for line in lines}, CHOSEN)
    shown = buyable(looks(like), SHOWN)
    watch(context["request"], "variant", {card.variant: card.badge.version for card in shown})
    return shown
