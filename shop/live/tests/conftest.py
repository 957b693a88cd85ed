"""A kind of topic whose truth is a dictionary, and one that belongs to sessions."""

import threading
from collections.abc import Collection, Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from components.stock import Band, StockBadge
from shop.live import topics
from shop.live.topics import Kind, Sessions, Snapshot, announce


class Shelf:
    """Counts units by id. Every change has a version; `reads` notes which ids were asked for, by query."""

    kind = "shelf"

    def __init__(self) -> None:
        self.left: dict[int, tuple[int, int]] = {}
        self.reads: list[set[int]] = []
        self.broken = False
        self._lock = threading.Lock()

    def put(self, pk: int, left: int, version: int | None = None) -> None:
        """Change without telling anybody; the version counts on unless it is given."""
        with self._lock:
            before = self.left.get(pk, (0, 0))[1]
            self.left[pk] = (left, before + 1 if version is None else version)

    def change(self, pk: int, left: int) -> None:
        """Change and announce."""
        self.put(pk, left)
        announce(self.kind, pk)

    def read(self, ids: Collection[int]) -> dict[int, Snapshot]:
        """Return the latest state."""
        if self.broken:
            raise ConnectionError("the shelf is away")
        self.reads.append(set(ids))
        return {pk: self._snapshot(pk, *self.left[pk]) for pk in ids if pk in self.left}

    def _snapshot(self, pk: int, left: int, version: int) -> Snapshot:
        return Snapshot(version, (StockBadge(pk, Band.FEW_LEFT, version, left=left),))


class Locker(Shelf):
    """A shelf of one's own: a session names its locker."""

    kind = "locker"
    resolved = 0  # how often it was asked for

    def resolve(self, sessions: Sessions) -> dict[str, list[int]]:
        """Return the locker of each session that has one."""
        self.resolved += 1
        return {key: [data["locker"]] for key, data in sessions.items() if "locker" in data}


class Drawers(Shelf):
    """Shelves of which pages name those they show: a session has the keys to some."""

    kind = "drawer"
    named: Collection[int] = ()  # what pages named when it was last asked

    def admit(self, sessions: Sessions, named: Collection[int]) -> dict[str, list[int]]:
        """Return the drawers that each session has the keys to."""
        self.named = named
        return {key: data.get("keys", []) for key, data in sessions.items()}


@pytest.fixture
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database to connect to and not to write to, so that nothing has to be emptied afterwards."""
    with django_db_blocker.unblock():
        yield
        connection.close()


@pytest.fixture
def shelf(database: None) -> Iterator[Shelf]:
    """A public kind of topic."""
    shelf = Shelf()
    topics.register(Kind("shelf", shelf.read))
    yield shelf
    del topics.kinds["shelf"]


@pytest.fixture
def locker(transactional_db: None) -> Iterator[Locker]:
    """A private kind of topic."""
    locker = Locker()
    topics.register(Kind("locker", locker.read, locker.resolve))
    yield locker
    del topics.kinds["locker"]


@pytest.fixture
def drawers(transactional_db: None) -> Iterator[Drawers]:
    """A private kind of topic of which pages name what they show."""
    drawers = Drawers()
    topics.register(Kind("drawer", drawers.read, admit=drawers.admit))
    yield drawers
    del topics.kinds["drawer"]
