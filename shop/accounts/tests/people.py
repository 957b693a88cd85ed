"""Users who can sign in, and what they do at the door."""

import re

from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client

from shop.accounts.models import User
from shop.notifications.models import Mail

PASSWORD = "correct horse battery"


def make_user(email: str = "ada@shop.example", **fields: str) -> User:
    """Make a user whose address is confirmed."""
    user = User.objects.create_user(email, PASSWORD, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def sign_in(client: Client, email: str, password: str = PASSWORD) -> int:
    """Post the sign-in form; return the status."""
    return client.post("/accounts/login/", {"login": email, "password": password}).status_code


def sign_up(client: Client, email: str) -> None:
    """Post the sign-up form."""
    client.post("/accounts/signup/", {"email": email, "password1": PASSWORD})


def confirm(client: Client, email: str) -> None:
    """Follow the link of the last mail that asks to confirm the address, and press its button."""
    mail = Mail.objects.filter(to=email, kind__startswith="email_confirmation").first()
    client.post(re.search(rf"{settings.PUBLIC_URL}(/accounts/confirm-email/\S+)", mail.text)[1])


def user_of(client: Client) -> str | None:
    """Return the primary key of who is signed in, as the session has it."""
    return client.session.get("_auth_user_id")
