"""The full shape on one machine: the Procfile under honcho, with servers of our own where none are given."""

import os
import secrets
import shlex
import signal
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import IO

from deploy.local import keeping, listening, nginx, servers
from deploy.local.console import say
from deploy.local.paths import PYTHON, ROOT, data_dir
from deploy.local.processes import (
    Child,
    Command,
    allow_many_files,
    attend,
    free_port,
    start,
    stop,
    wait_until,
)
from deploy.local.readying import ready
from deploy.local.scaling import Scale, free_base, ports

PATIENCE = 120.0
_DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Full:
    """One shop of several processes: where it listens, where it keeps things, how many of each run."""

    host: str
    port: int
    folder: Path = field(default_factory=lambda: data_dir() / "full")
    python: Path = PYTHON
    scale: Scale = field(default_factory=dict)
    base: int = field(default_factory=free_base)
    mail_port: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        """The address for a browser on this machine."""
        return listening.address(self.host, self.port)

    @property
    def mail(self) -> Path:
        """Where every mail becomes a file: a Maildir."""
        return self.folder / "mail"

    def environment(self, database: str, broker: str) -> Mapping[str, str]:
        """Return what every process is told: our environment, and what makes it this shop."""
        sink = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(self.mail_port), "EMAIL_USE_TLS": "no"}
        answered = [os.environ.get("ALLOWED_HOSTS", ""), *listening.names(self.host)]
        chosen = {
            "DJANGO_SETTINGS_MODULE": "shop.settings",
            "FASTSHOP_SHAPE": "full",
            "FASTSHOP_DATA_DIR": str(self.folder),
            "STATIC_ROOT": str(ROOT / "var" / "collected"),  # the same files for every shop of this code
            "DATABASE_URL": database,
            "REDIS_URL": broker,
            "SECRET_KEY": os.environ.get("SECRET_KEY") or self._secret_key(),
            "ALLOWED_HOSTS": ",".join(filter(None, answered)),
            "TRUSTED_PROXIES": "1",
            "BIND": "127.0.0.1",
            "BACKGROUND_THREADS": "no",
            "SERVE_MEDIA": "no" if nginx.program() else "yes",
            "PROMETHEUS_MULTIPROC_DIR": str(self.folder / "metrics"),
            "PATH": os.pathsep.join([str(self.python.parent), os.environ.get("PATH", "")]),
            "PYTHONUNBUFFERED": "1",
        }
        mail = {} if os.environ.get("EMAIL_HOST") else sink
        return {"PUBLIC_URL": f"http://127.0.0.1:{self.port}"} | os.environ | mail | chosen

    def start(self, env: Mapping[str, str], output: IO[bytes] | None = None) -> Child:
        """Start every process and return honcho, which runs them, once the shop answers. Raises Refusal."""
        beside = "".join(f"{kind}: {command}\n" for kind, command in self.around(env).items())
        (self.folder / "Procfile").write_text((ROOT / "Procfile").read_text() + beside)
        counts = ",".join(f"{kind}={count}" for kind, count in self.scale.items())
        # Without an .env: it is for other places than this one.
        honcho = [self.python, "-m", "honcho", "-e", "", "-f", self.folder / "Procfile", "start"]
        command = [*honcho, "-p", str(self.base), *(["-c", counts] if counts else [])]
        allow_many_files()  # which open pages soon use up
        # Asked to end, honcho ends its children; killed, it would leave them.
        child = start(command, env=env, output=output, last_signal=signal.SIGTERM)
        try:
            wait_until(self.answers, child, seconds=PATIENCE, what="The shop")
        except BaseException:
            stop(child)
            raise
        return child

    def answers(self) -> bool:
        """Return whether the shop takes requests and sockets, and has all that it needs."""
        live = [f"http://127.0.0.1:{port}/healthz" for port in self.ports("live")]
        return all(map(_answers, [f"{self.url}/readyz", *live]))

    def ports(self, kind: str) -> list[int]:
        """Return where the web or the live processes listen."""
        return ports(kind, self.scale, self.base)

    def around(self, env: Mapping[str, str]) -> Mapping[str, str]:
        """Return further lines for the Procfile, by name: what a server has around the shop.

        nginx's configuration is written by that.
        """
        commands = {"front": self._front()}
        if env["EMAIL_PORT"] == str(self.mail_port):
            server = [self.python, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{self.mail_port}"]
            commands["mail"] = [*server, "-c", "aiosmtpd.handlers.Mailbox", self.mail]
        return {kind: shlex.join(map(str, command)) for kind, command in commands.items()}

    def _front(self) -> Command:
        """Return what runs the one address before all processes."""
        web, live = self.ports("web"), self.ports("live")
        if nginx.program():
            front = nginx.Front(self.host, self.port, web, live, self.folder / "media", self.folder / "nginx")
            front.write()
            return front.command()
        listed = [",".join(map(str, known)) for known in (web, live)]
        return [self.python, "-m", "deploy.local.front", self.host, str(self.port), *listed]

    def _secret_key(self) -> str:
        kept = self.folder / "secret_key"
        if not kept.exists():
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(50))
        return kept.read_text()


@contextmanager
def surrounded(shop: Full) -> Iterator[Mapping[str, str]]:
    """Yield the environment of a shop's processes, with PostgreSQL and Redis up: those given, else our own.

    Raises Refusal when there are none, or when a shop runs on this folder already.
    """
    with ExitStack() as stack:
        stack.enter_context(keeping.held(shop.folder))
        given = os.environ.get("DATABASE_URL")
        database = given or stack.enter_context(keeping.kept_postgres(shop.folder / "postgres"))
        broker = stack.enter_context(servers.redis(os.environ.get("REDIS_URL")))
        yield shop.environment(database, broker)


def serve(shop: Full) -> int:
    """Run a shop until it is interrupted and return its exit code. Raises Refusal."""
    say("Starting PostgreSQL and Redis …")
    with surrounded(shop) as env:
        # A database that somebody gave us gets no accounts whose password is public.
        accounts = ready(shop.folder, shop.python, env, demo=not os.environ.get("DATABASE_URL"))
        child = shop.start(env)
        say(
            f"\n{accounts.strip()}\n\nFastshop is open at {shop.url}/\n"
            f"Mail it sends lands in {shop.mail / 'new'}\nCtrl-C closes it.\n"
        )
        return attend(child)


def _answers(url: str) -> bool:
    try:
        with _DIRECTLY.open(url, timeout=5) as reply:
            return reply.status == HTTPStatus.OK
    except OSError:
        return False
