"""Template tags that every template has."""

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from components import fragments
from shop.money import shown

register = template.Library()


@register.simple_tag
def fragment(props: fragments.Props) -> SafeString:
    """Render a component in its place on a page."""
    return fragments.fragment(props)


@register.filter
def money(amount: Decimal) -> str:
    """Show an amount in the shop's currency, as the active language writes it."""
    return shown(amount)
