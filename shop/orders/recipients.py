"""Who gets an order, and where, as the shopper's address book knows it."""

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from shop.accounts import address_book
from shop.accounts.address_book import AddressBookFull
from shop.accounts.address_form import AddressForm
from shop.accounts.models import Address, User
from shop.orders.forms import CheckoutForm

ANOTHER = "new"  # what the checkout says of an address that is not in the book


def known(request: HttpRequest) -> dict[str, str]:
    """Return what the checkout can be filled in with: the shopper's usual address, or what we call them."""
    if not request.user.is_authenticated:
        return {}
    contact = {"email": request.user.email, "name": request.user.name}
    usual = request.user.addresses.first()
    return contact | usual.parts() | {"address": str(usual.pk)} if usual else contact


def filled(said: QueryDict, user: User | AnonymousUser) -> QueryDict:
    """Return what a shopper said, with the fields of the address that they chose from their book.

    One that its country would not take any more is laid open to be mended: as if it had been typed.
    """
    chosen = _chosen(said.get("address", ""), user)
    if chosen is None:
        return said
    data, parts = said.copy(), chosen.parts()
    phone = data.get("phone") or parts.pop("phone")
    address = chosen.pk if AddressForm(parts).is_valid() else ANOTHER
    for name, value in (parts | {"phone": phone, "address": str(address)}).items():
        data[name] = value
    return data


def keep(request: HttpRequest, form: CheckoutForm) -> None:
    """Put the address of a valid form into the shopper's book, where they asked for that."""
    wanted = request.user.is_authenticated and form.cleaned_data["keep_address"]
    if not wanted or form.cleaned_data["address"] not in ("", ANOTHER):
        return
    try:
        address_book.add(request.user, {name: form.cleaned_data.get(name, "") for name in Address.PARTS})
    except AddressBookFull:
        messages.warning(request, _("Your address book is full: the address was not kept."))


def _chosen(said: str, user: User | AnonymousUser) -> Address | None:
    known = user.is_authenticated and said.isdecimal()
    return user.addresses.filter(pk=said).first() if known else None
