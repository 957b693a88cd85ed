"""Private PostgreSQL and Redis servers: real ones, on free ports, gone when their owner goes.

Started by root they run as `nobody`, since PostgreSQL refuses to run as root.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local.binaries import postgres_folder, redis_program, runnable_by
from deploy.local.console import Refusal
from deploy.local.processes import Account, Child, Command, free_port, start, stop, wait_until

OWNER = "fastshop"
MAX_CONNECTIONS = 300
PATIENCE = 30.0


class PrivateServer(ABC):
    """A server of ours in a folder of its own, that a test may stop and start again at will."""

    last_signal = signal.SIGTERM

    def __init__(self, folder: Path, account: Account | None) -> None:
        self.folder = folder
        self.account = account
        self.port = free_port()
        self.child: Child | None = None

    @property
    @abstractmethod
    def url(self) -> str:
        """The address for DATABASE_URL or REDIS_URL."""

    @abstractmethod
    def command(self) -> Command:
        """Return what runs the server in the foreground."""

    @abstractmethod
    def answers(self) -> bool:
        """Return whether a client would be served now."""

    @abstractmethod
    def prepare(self) -> None:
        """Find the program and write what it needs before its first start. Raises Refusal."""

    def start(self) -> None:
        """Start on the same port and data as ever, and return once it answers. Raises Refusal."""
        self.child = self.spawn(self.command())
        try:
            wait_until(self.answers, self.child, seconds=PATIENCE, what=f"The private {type(self).__name__}")
        except Refusal as refusal:
            raise Refusal(f"{self.log()}\n{refusal}") from None

    def stop(self) -> None:
        """End the server and wait until it is gone; stopping twice is fine."""
        if self.child is not None:
            stop(self.child, self.last_signal)

    def spawn(self, command: Command) -> Child:
        """Start a program as the server's user, writing to the server's log."""
        with (self.folder / "log").open("ab") as log:
            return start(command, output=log, account=self.account, last_signal=self.last_signal)

    def log(self) -> str:
        """Return what the server wrote so far."""
        return (self.folder / "log").read_text(errors="replace")


class Postgres(PrivateServer):
    """A private PostgreSQL: 300 connections, fsync and synchronous_commit on."""

    # Immediate shutdown: its data is thrown away, so nobody waits for clients to leave.
    last_signal = signal.SIGQUIT

    @property
    def url(self) -> str:
        return f"postgres://{OWNER}@127.0.0.1:{self.port}/postgres"

    def prepare(self) -> None:
        self.programs = runnable_by(self.account, postgres_folder() / "postgres", self.folder).parent
        options = ["-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-D", self.folder / "data"]
        if self.spawn([self.programs / "initdb", *options]).wait():
            raise Refusal(f"{self.log()}\nThe private PostgreSQL could not be initialised.")

    def command(self) -> Command:
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "max_connections": MAX_CONNECTIONS,
            "fsync": "on",
            "synchronous_commit": "on",
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [self.programs / "postgres", "-D", self.folder / "data", "-p", str(self.port), *options]

    def answers(self) -> bool:
        question = [self.programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(question).returncode == 0


class Redis(PrivateServer):
    """A private Redis (or Valkey) that keeps nothing on disk."""

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def prepare(self) -> None:
        self.program = runnable_by(self.account, redis_program(), self.folder)

    def command(self) -> Command:
        place = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", self.folder]
        return [self.program, *place, "--save", "", "--appendonly", "no"]

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as client:
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False


@contextmanager
def private(kind: type[PrivateServer]) -> Iterator[PrivateServer]:
    """Yield a started server, and leave neither process nor file behind. Raises Refusal if there is none."""
    account = ordinary_account()
    folder = Path(tempfile.mkdtemp(prefix="fastshop-server-"))
    if account:
        os.chown(folder, account.uid, account.gid)
    server = kind(folder, account)
    try:
        server.prepare()
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgres(given: str | None = None) -> Iterator[str]:
    """Yield the address of the `given` PostgreSQL, else of a private one."""
    if given:
        yield given
        return
    with private(Postgres) as server:
        yield server.url


@contextmanager
def redis(given: str | None = None) -> Iterator[str]:
    """Yield the address of the `given` Redis, else of a private one."""
    if given:
        yield given
        return
    with private(Redis) as server:
        yield server.url


def ordinary_account() -> Account | None:
    """Return who runs a server that must not run as root: None when we are not root ourselves."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)
