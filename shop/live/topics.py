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
Sessions = Mapping[str, dict[str, Any]]  # their data, by session key
Resolve = Callable[[Sessions], Mapping[str, Collection[int]]]
Admit = Callable[[Sessions, Collection[int]], Mapping[str, Collection[int]]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of topic.

    `read` gets the ids of any number of topics and returns their latest state, in one query; an id that
    is gone may be missing. It runs in a thread of the hub, outside any request and transaction.

    `resolve` makes a kind private: a page never says which topics of it to follow. It gets the data of
    any number of sessions by session key and returns which ids each of them may see, in one query.

    `admit` makes a kind private whose topics the page names: it follows those of them that its session may
    see. It gets the sessions likewise, and the ids that any of their pages name.
    """

    name: str
    read: Read
    resolve: Resolve | None = None
    admit: Admit | None = None

    @property
    def private(self) -> bool:
        """Whether what a socket follows depends on its session."""
        return self.resolve is not None or self.admit is not None

    def allowed(self, sessions: Sessions, named: Collection[int]) -> Mapping[str, Collection[int]]:
        """Return which ids of this private kind each session may see."""
        return self.resolve(sessions) if self.resolve else self.admit(sessions, named)


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
