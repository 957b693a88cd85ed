"""The people of the demo shop, who can be signed in as at once."""

from allauth.account.models import EmailAddress

from shop.accounts.models import User

PASSWORD = "fastshop-demo"  # noqa: S105  known to everyone, and only made for demonstrations
SHOPPER = "shopper@fastshop.example"
ACCOUNTS = {
    SHOPPER: {"name": "Sam Shopper"},
    "merchant@fastshop.example": {"name": "Mara Merchant", "is_staff": True, "is_superuser": True},
}


def make_accounts() -> None:
    """Create the demo accounts that are missing, their addresses verified. Others are left as they are."""
    there = set(User.objects.filter(email__in=ACCOUNTS).values_list("email", flat=True))
    for email in ACCOUNTS.keys() - there:
        user = User.objects.create_user(email, PASSWORD, **ACCOUNTS[email])
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)


def open_accounts() -> list[str]:
    """Return the addresses that the demo password still opens."""
    users = User.objects.filter(email__in=ACCOUNTS, is_active=True).order_by("-email")
    return [user.email for user in users if user.check_password(PASSWORD)]
