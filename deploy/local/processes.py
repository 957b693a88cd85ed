"""Child processes that end when we do."""

import contextlib
import ctypes
import os
import resource
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO, Any

from deploy.local.console import Refusal
from deploy.local.paths import ROOT

Command = Sequence[str | Path]
Child = subprocess.Popen[bytes]

MANY_FILES = 65_536
SERVER_PORTS = range(20_000, 32_000)
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Account:
    """The operating system's user a child runs as."""

    uid: int
    gid: int

    def options(self) -> dict[str, Any]:
        """Return the arguments for Popen."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def _tie_to_us(signum: signal.Signals) -> Callable[[], None] | None:
    """Return what a Linux child does before exec, so that it gets `signum` even if we are killed outright."""
    if _libc is None:
        return None
    parent = os.getpid()

    def tie() -> None:
        _libc.prctl(_PR_SET_PDEATHSIG, signum)
        if os.getppid() != parent:
            os._exit(1)

    return tie


def start(
    command: Command,
    *,
    env: Mapping[str, str] | None = None,
    output: IO[bytes] | int | None = None,
    account: Account | None = None,
    folder: Path = ROOT,
    own_group: bool = True,
    last_signal: signal.Signals = signal.SIGKILL,
) -> Child:
    """Start a child in `folder` (with an account: in /) that gets `last_signal` when we die (on Linux).

    In a group of its own it misses the terminal's Ctrl-C and leaves stopping to us.
    """
    return subprocess.Popen(
        [str(part) for part in command],
        cwd="/" if account else folder,
        env=dict(env) if env is not None else None,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        process_group=0 if own_group else None,
        preexec_fn=_tie_to_us(last_signal),  # noqa: PLW1509  calls one system function
        **(account.options() if account else {}),
    )


def stop(child: Child, signum: signal.Signals = signal.SIGTERM, grace: float = 10.0) -> None:
    """Ask a child to end, wait up to `grace` seconds, then kill what is left of its group."""
    if child.poll() is None:
        child.send_signal(signum)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(grace)
    with contextlib.suppress(OSError):
        os.killpg(child.pid, signal.SIGKILL)
    child.kill()
    child.wait()


def attend(child: Child, signum: signal.Signals = signal.SIGTERM) -> int:
    """Wait for a child and return its exit code; if we are interrupted, stop it first."""
    try:
        return child.wait()
    except BaseException:
        stop(child, signum)
        raise


def run(command: Command, *, env: Mapping[str, str] | None = None) -> int:
    """Run a child in front of the person at the keyboard and return its exit code."""
    return attend(start(command, env=env, own_group=False), signal.SIGINT)


def run_quietly(
    command: Command, *, env: Mapping[str, str] | None = None, folder: Path = ROOT
) -> tuple[int, str]:
    """Run a child out of sight and return its exit code and what it wrote."""
    child = start(command, env=env, output=subprocess.PIPE, folder=folder)
    try:
        written, _ = child.communicate()
    except BaseException:
        stop(child)
        raise
    return child.returncode, written.decode(errors="replace")


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on right now.

    It is none of those that systems give to clients, so that none is taken before its server starts.
    """
    while True:
        port = secrets.choice(SERVER_PORTS)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def wait_until(ready: Callable[[], bool], child: Child, *, seconds: float, what: str) -> None:
    """Return once `ready` holds. Raises Refusal when the child ends first or the time is over."""
    deadline = time.monotonic() + seconds
    while not ready():
        if child.poll() is not None:
            raise Refusal(f"{what} ended at once with exit code {child.returncode}; its output says why.")
        if time.monotonic() > deadline:
            raise Refusal(f"{what} did not answer within {seconds:.0f} seconds.")
        time.sleep(0.05)


def allow_many_files() -> int:
    """Let us and our children open more files than the usual 1024; return how many each may."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MANY_FILES if hard == resource.RLIM_INFINITY else min(MANY_FILES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted


def unwind_on_signals() -> None:
    """Let SIGTERM and Ctrl-C unwind us, so that every child is stopped on the way out.

    A shell starts what it puts in the background with Ctrl-C ignored, so that is set anew as well.
    """

    def leave(signum: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + signum)

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, signal.default_int_handler)
