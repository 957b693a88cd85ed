"""A shopper's message to the merchant, through the outbox."""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from shop.notifications.outbox import post


def write_to_merchant(said: Mapping[str, Any], account: str) -> None:
    """Mail what a valid ContactForm said to the merchant, once however often the form was posted.

    `account` is the address of who is signed in, or empty.

    The shopper gets no copy: a form that mails any text to any address is a gift to spammers.
    """
    key = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(dict(said), sort_keys=True))
    post(
        "contact",
        settings.MERCHANT_EMAIL,
        {**said, "account": account},
        language=settings.LANGUAGE_CODE,
        reply_to=said["email"],
        key=key,
    )
