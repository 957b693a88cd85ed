"""Sessions in the database, whose keys are of the form that Django makes and of no other."""

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """Takes a cookie that could not be ours (a NUL, say, which PostgreSQL refuses) for no session."""

    def _validate_session_key(self, key: str) -> bool:
        return bool(super()._validate_session_key(key)) and key.isascii() and key.isalnum()
