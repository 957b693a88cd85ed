"""What the hub's reading thread does: the latest state of topics, rendered, and what sessions entitle to."""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import NamedTuple

from django.contrib.sessions.backends.db import SessionStore
from django.db import close_old_connections
from django.utils import timezone, translation

from components.fragments import Props, partials
from shop.live.topics import Snapshot, Topic, kinds

logger = logging.getLogger(__name__)


Said = tuple[Props, ...]  # what fragments say, apart from their version


class Told(NamedTuple):
    """What the pages were told of a topic last."""

    version: int
    said: Said


class Wanted(NamedTuple):
    """Why a topic is read: the versions that its pages have, their languages, what they were told last."""

    versions: frozenset[int]
    languages: frozenset[str]
    told: Told | None = None


class Frame(NamedTuple):
    """A topic's fragments in one language, the same text for every socket.

    Pages at the version `same_as` say just that already.
    """

    version: int
    text: str
    said: Said
    same_as: int | None


Frames = dict[tuple[Topic, str], Frame]


def frames(wanted: Mapping[Topic, Wanted]) -> tuple[Frames, set[Topic]]:
    """Read the topics, one query for each kind, and render those that are newer than what some page has.

    A kind that cannot be read is logged and its topics come back as the second value; the others go on.
    """
    ids = defaultdict(set)
    for topic in wanted:
        ids[topic.kind].add(topic.id)
    done: Frames = {}
    failed: set[Topic] = set()
    for kind, pks in ids.items():
        try:
            done.update(_of_kind(kind, pks, wanted))
        except Exception:
            logger.exception("Topics of kind %s could not be read", kind)
            failed.update(Topic(kind, pk) for pk in pks)
    return done, failed


def _of_kind(kind: str, ids: Collection[int], wanted: Mapping[Topic, Wanted]) -> Frames:
    with _fresh_connections():
        snapshots = kinds[kind].read(ids)
    newer = {
        topic: snapshot
        for pk, snapshot in snapshots.items()
        if (topic := Topic(kind, pk)) in wanted and snapshot.version > min(wanted[topic].versions)
    }
    return {
        (topic, language): _frame(snapshot, language, wanted[topic], private=kinds[kind].private)
        for topic, snapshot in newer.items()
        for language in wanted[topic].languages
    }


def _frame(snapshot: Snapshot, language: str, wanted: Wanted, *, private: bool) -> Frame:
    # What is one's own is told in every version: the page then asks for what is not pushed, such as forms.
    said = snapshot.props if private else tuple(_unversioned(props) for props in snapshot.props)
    same_as = wanted.told.version if wanted.told and wanted.told.said == said else None
    text = "" if wanted.versions == {same_as} else _rendered(snapshot, language)
    return Frame(snapshot.version, text, said, same_as)


def _unversioned(props: Props) -> Props:
    return replace(props, version=0) if hasattr(props, "version") else props


def _rendered(snapshot: Snapshot, language: str) -> str:
    with translation.override(language):
        return partials(*snapshot.props)


def owned(session_keys: Collection[str], named: Mapping[str, Collection[int]]) -> dict[str, frozenset[Topic]]:
    """Return which topics of these private kinds each session may see, leaving out sessions that are over.

    `named` says by kind which ids the pages name. One query for the sessions and one for each kind, however
    many sockets ask.
    """
    with _fresh_connections():
        sessions = _sessions(session_keys)
        found = {name: kinds[name].allowed(sessions, ids) for name, ids in named.items()} if sessions else {}
    return {
        key: frozenset(Topic(name, pk) for name, by_key in found.items() for pk in by_key.get(key, ()))
        for key in sessions
    }


def _sessions(keys: Collection[str]) -> dict[str, dict[str, object]]:
    store = SessionStore()
    live = store.get_model_class().objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    return {row.session_key: store.decode(row.session_data) for row in live}


@contextmanager
def _fresh_connections() -> Iterator[None]:
    """Let no broken or idle database connection stay with the thread."""
    close_old_connections()
    try:
        yield
    finally:
        close_old_connections()
