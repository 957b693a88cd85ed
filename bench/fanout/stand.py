"""One way with its pages: a server in a process of its own, and clients in another."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from bench.fanout.clients import Clients, clients
from bench.fanout.crowd import Doorway
from bench.fanout.ways import Way
from deploy.local.processes import Child, free_port, start, stop, wait_until
from deploy.local.scaling import free
from loadtest.opening import Premises
from loadtest.sampling import Usage, usage

PATIENCE = 120.0  # seconds until the last page is told
SERVER, CLIENTS = "live", "clients"
FIRST = 20  # pages before memory is looked at: what a server loads with its first socket is not theirs


@dataclass(frozen=True)
class Ground:
    """What all ways share."""

    premises: Premises
    log: Path


@dataclass
class Stand:
    """A way, its server and its pages. `memory` is what each page more cost the server, in bytes."""

    way: Way
    ground: Ground
    server: Child
    pages: Clients
    memory: float = field(default=0.0)

    def change(self) -> float:
        """Change what is shown and tell of it; return when it was committed."""
        return self.way.shelf.change(self.way.tell)

    def end(self) -> float:
        """Change it for the last time, to what was not shown before; return when it was committed."""
        return self.way.shelf.end(self.way.tell)

    def usage(self) -> Usage:
        """Return what every process has used so far: the server, its clients, PostgreSQL and Redis."""
        servers = {self.ground.premises.database.child.pid: "postgres"}
        servers[self.ground.premises.redis.child.pid] = "redis"
        return usage({**servers, self.server.pid: SERVER, self.pages.pid: CLIENTS})


@contextmanager
def stand(way: Way, ground: Ground, many: int) -> Iterator[Stand]:
    """Yield a way with so many pages open, each of which has been told something. Raises Refusal."""
    with served(way, ground) as (server, port), clients() as pages:
        yours = Stand(way, ground, server, pages)
        first = min(FIRST, many - 1)
        _welcome(yours, port, first)
        before = _memory(server)
        _welcome(yours, port, many - first)
        yours.memory = (_memory(server) - before) / (many - first)
        yield yours


@contextmanager
def served(way: Way, ground: Ground) -> Iterator[tuple[Child, int]]:
    """Yield the way's server and the port on which it answers. Raises Refusal."""
    port = free_port()
    with ground.log.open("ab") as log:
        server = start(way.command(port), env=ground.premises.env, output=log)
    try:
        wait_until(lambda: not free(port), server, seconds=PATIENCE, what=f"The server of {way.name}")
        yield server, port
    finally:
        stop(server)


def _welcome(yours: Stand, port: int, many: int) -> None:
    yours.pages.open(Doorway(port, yours.way.path()), many)
    yours.change()
    yours.pages.heard(yours.way.shelf.snapshot.version, PATIENCE)
    time.sleep(0.5)  # for what follows a handshake, on the server


def _memory(server: Child) -> int:
    return psutil.Process(server.pid).memory_info().rss
