"""How django-allauth meets this shop: its mail goes through the outbox."""

from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.template.loader import render_to_string

from shop.http import client_address
from shop.notifications.composing import Composed
from shop.notifications.outbox import enqueue


class AccountAdapter(DefaultAccountAdapter):
    """Posts allauth's mail instead of sending it while the visitor waits."""

    def send_mail(self, template_prefix: str, email: str, context: Mapping[str, Any]) -> None:
        """Post a mail from allauth's templates; any may carry a key, so all are wiped once sent."""
        request = allauth_context.request
        known = {
            "request": request,
            "email": email,
            "shop": settings.SHOP_NAME,
            "shop_url": settings.PUBLIC_URL,
        }
        message = self.render_mail(template_prefix, email, {**known, **_public(context, request)})
        html = render_to_string("mail/account.html", {"subject": message.subject, "text": message.body})
        content = Composed(message.subject, f"{message.body}\n", html)
        enqueue(template_prefix.rpartition("/")[2], email, content, secret=True)

    def clean_email(self, email: str) -> str:
        """Refuse an address longer than there is room for: allauth's forms take some that are."""
        MaxLengthValidator(get_user_model()._meta.get_field("email").max_length)(email)
        return super().clean_email(email)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that the limits on guessing count by: what the rest of the shop takes it for."""
        return client_address(request)

    def format_email_subject(self, subject: str) -> str:
        """Leave the subject as it is: the sender's name already says who writes."""
        return subject


def _public(context: Mapping[str, Any], request: HttpRequest | None) -> Mapping[str, Any]:
    """Let the links lead to the shop's own address, whichever host whoever asked had named."""
    if request is None:
        return context
    asked = request.build_absolute_uri("/").rstrip("/")
    return {
        name: settings.PUBLIC_URL + said.removeprefix(asked) if name.endswith("_url") else said
        for name, said in context.items()
    }
