"""What pages can follow. An area registers a kind of topic and announces which of its topics changed."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from django.db import transaction

from components.fragments import Props
from shop.live import publishing


class Topic(NamedTuple):
    """One thing that pages follow: a kind and the primary key of what it is about."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The latest state of a topic. `version` grows with every change of what the fragments show."""

    version: int
    props: tuple[Props, ...]


Read = Callable[[Collection[int]], Mapping[int, Snapshot]]
Resolve = Callable[[Mapping[str, dict[str, Any]]], Mapping[str, Collection[int]]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of topic.

    `read` gets the ids of any number of topics and returns their latest state, in one query; an id that
    is gone may be missing. It runs in a thread of the hub, outside any request and transaction.

    `resolve` makes a kind private: a page never says which topics of it to follow. It gets the data of
    any number of sessions by session key and returns which ids each of them may see, in one query.
    """

    name: str
    read: Read
    resolve: Resolve | None = None

    @property
    def private(self) -> bool:
        """Whether what a socket follows comes from its session, never from the page."""
        return self.resolve is not None


kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Let pages follow topics of this kind. Called once, while the areas load."""
    kinds[kind.name] = kind


def announce(kind: str, *ids: int) -> None:
    """Say that these topics changed, once the transaction has committed. Never raises and never waits.

    It says that they changed, not what to: the hubs read the latest state themselves.
    """
    topics = {Topic(kind, pk) for pk in ids}
    if topics:
        transaction.on_commit(partial(publishing.publish, topics), robust=True)
