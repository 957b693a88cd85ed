"""Whose a stored session is, where there is no request that could say so."""

from typing import Any

from django.contrib import auth
from django.utils.crypto import constant_time_compare

from shop.accounts.models import User


def signs_in(data: dict[str, Any], user: User) -> bool:
    """Whether a session with this data signs the user in, by the rules that hold for requests.

    A changed password ends the sessions from before, also those that are still stored.
    """
    given = data.get(auth.HASH_SESSION_KEY, "")
    hashes = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    known = any(constant_time_compare(given, good) for good in hashes)
    return known and user.is_active and data.get(auth.SESSION_KEY) == str(user.pk)
