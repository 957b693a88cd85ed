"""Template tags that every template has."""

from decimal import Decimal

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from components import fragments
from components.stock import AddForm
from components.wishlist import WishButton
from shop.money import shown

register = template.Library()


@register.simple_tag
def fragment(props: fragments.Props) -> SafeString:
    """Render a component in its place on a page."""
    return fragments.fragment(props)


@register.simple_tag(takes_context=True)
def wish_button(context: template.Context, product: int, title: str) -> SafeString:
    """Render the heart of a product, as the page's `wished` has it."""
    return fragments.fragment(WishButton(product, title, product in context["wished"]))


@register.simple_tag(takes_context=True)
def add_form(context: template.Context, variant: int, cap: int | None = None) -> SafeString:
    """Render the form that a variant's button submits."""
    return fragments.with_token(AddForm(variant, cap), str(context["csrf_token"]))


@register.simple_tag
def shop_name() -> str:
    """Return what the shop is called: also where no request is, as in mails and in the page of an error."""
    return settings.SHOP_NAME


@register.simple_tag
def in_catalogue_language() -> SafeString:
    """Mark an element whose text the merchant wrote, on a page in another language.

    A short text is best in a `<bdi>`: what is around it then stays where it is.
    """
    if get_language() == settings.CATALOGUE_LANGUAGE:
        return SafeString()
    return format_html(' lang="{}" dir="auto"', settings.CATALOGUE_LANGUAGE)


@register.filter
def money(amount: Decimal) -> str:
    """Show an amount in the shop's currency, as the active language writes it."""
    return shown(amount)
