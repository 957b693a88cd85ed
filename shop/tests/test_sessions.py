"""What becomes of a session that could not be written."""

import psycopg2
import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError, connection

from shop.sessions import SessionStore


@pytest.fixture
def session(transactional_db: None) -> SessionStore:
    """A session that is in the database, with something new to write."""
    session = SessionStore()
    session.create()
    session["cart"] = "a token"
    return session


def the_database_ends_our_connection() -> None:
    pid = connection.connection.info.backend_pid
    with psycopg2.connect(**connection.get_connection_params()) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [pid])
        assert cursor.fetchone() == (True,)


@pytest.mark.postgres
def test_a_database_that_goes_away_is_not_taken_for_a_session_that_was_deleted(session: SessionStore) -> None:
    the_database_ends_our_connection()
    with pytest.raises(OperationalError):
        session.save()
    connection.close()


def test_a_session_that_was_deleted_meanwhile_is_not_written_again(session: SessionStore) -> None:
    SessionStore(session.session_key).delete()
    with pytest.raises(UpdateError):
        session.save()
