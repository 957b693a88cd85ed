"""Sessions in the database, whose keys are of the form that Django makes and of no other."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import VALID_KEY_CHARS, UpdateError
from django.db import OperationalError
from django.utils.crypto import get_random_string


class SessionStore(db.SessionStore):
    """Takes a cookie that could not be ours (a NUL, say, which PostgreSQL refuses) for no session."""

    def _get_new_session_key(self) -> str:
        """Do not ask first whether the key is taken: the insert finds out, and Django tries another then."""
        return get_random_string(32, VALID_KEY_CHARS)

    def save(self, must_create: bool = False) -> None:
        """Write the session. Raises OperationalError, not UpdateError, when it is the database that is away.

        Django takes either for a session that was deleted meanwhile, and tells the shopper "bad request".
        """
        try:
            super().save(must_create)
        except UpdateError as error:
            if isinstance(error.__context__, OperationalError):
                raise error.__context__ from None
            raise

    def _validate_session_key(self, key: str) -> bool:
        return bool(super()._validate_session_key(key)) and key.isascii() and key.isalnum()
