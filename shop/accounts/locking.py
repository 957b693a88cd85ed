"""The row lock on a shopper, who comes before everything that is theirs."""

from shop.accounts.models import User


def lock_user(pk: int) -> User:
    """Lock the shopper until the transaction ends. Raises DoesNotExist."""
    return User.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
