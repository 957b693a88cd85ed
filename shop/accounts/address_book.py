"""A shopper's address book: what they do with it. Nobody's reaches into another's."""

from collections.abc import Mapping

from django.conf import settings
from django.db import transaction

from shop.accounts.locking import lock_user
from shop.accounts.models import Address, User


class AddressBookFull(Exception):
    """There are as many addresses in it as one may keep."""


@transaction.atomic
def add(user: User, parts: Mapping[str, str], *, default: bool = False) -> Address:
    """Keep an address, once however often it is added; the first is the default. Raises AddressBookFull.

    Locks the shopper: posts of one form that arrive at the same moment find each other's address.
    """
    lock_user(user.pk)
    book = user.addresses.all()
    address = book.filter(**parts).first() or Address(user=user, **parts)
    if address.pk is None and book.count() >= settings.ADDRESS_CAP:
        raise AddressBookFull
    return _save(address, default=default or not book.exists())


def change(address: Address, parts: Mapping[str, str], *, default: bool = False) -> Address:
    """Write an address anew. Orders keep what was said when they were placed."""
    for name, said in parts.items():
        setattr(address, name, said)
    return _save(address, default=default or address.is_default)


@transaction.atomic
def _save(address: Address, *, default: bool) -> Address:
    if default:
        # The shopper's row is locked first, so that of two defaults at once the later one stays.
        lock_user(address.user_id)
        address.user.addresses.exclude(pk=address.pk).update(is_default=False)
    address.is_default = default
    address.save()
    return address


@transaction.atomic
def remove(address: Address) -> None:
    """Forget an address; where it was the default, the oldest of the others is from then on."""
    address.delete()
    oldest = address.user.addresses.order_by("pk").first()
    if address.is_default and oldest:
        _save(oldest, default=True)
