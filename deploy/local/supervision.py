"""The full shape with each process in our own hands, to be killed and brought back one at a time.

Needs the packages of requirements-dev.txt.
"""

import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from deploy.local.full import Full
from deploy.local.paths import ROOT
from deploy.local.processes import Child, start, stop, wait_until

PATIENCE = 60.0
KINDS = ("web", "live", "worker", "beat", "front")
COMMANDS = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())


@dataclass
class Processes:
    """The running processes of a shop, by the names that the Procfile gives them."""

    full: Full
    env: Mapping[str, str]
    log: Path
    children: dict[str, Child] = field(default_factory=dict)

    def start(self, kind: str) -> None:
        """Start a process as the Procfile says, or one of those that stand around the shop."""
        port = {"PORT": str(self.full.ports(kind)[0])} if kind in ("web", "live") else {}
        command = COMMANDS.get(kind) or self.full.around(self.env)[kind]
        with self.log.open("ab") as log:
            shell = ["/bin/sh", "-c", f"exec {command}"]
            self.children[kind] = start(shell, env={**self.env, **port}, output=log)

    def kill(self, kind: str) -> None:
        """Take a process and its children away without a word; return once they are gone."""
        child = self.children[kind]
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()

    def kill_outright(self, victim: psutil.Process, *others: psutil.Process) -> None:
        """Kill one process; return once it is gone, with what it had started and what `others` go then too.

        A PostgreSQL whose children still live would not start again. Raises Refusal when they do not end.
        """
        going = [victim, *others, *victim.children(recursive=True)]
        victim.kill()
        self.until(lambda: not any(map(works, going)), "The end of a process and its children")

    def below(self, kind: str) -> list[psutil.Process]:
        """Return what a process has started and is not dead: gunicorn's workers, Celery's."""
        return [child for child in psutil.Process(self.children[kind].pid).children() if works(child)]

    def until(self, condition: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
        """Return once the condition holds. Raises Refusal when it does not in time."""
        wait_until(condition, self.children["web"], seconds=seconds, what=what)


def works(process: psutil.Process) -> bool:
    """Return whether a process has more left than its exit code."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@contextmanager
def supervised(processes: Processes, kinds: Sequence[str] = KINDS) -> Iterator[None]:
    """Run these processes until the block ends; it begins once the shop answers. Raises Refusal."""
    try:
        for kind in kinds:
            processes.start(kind)
        processes.until(processes.full.answers, "The shop")
        yield
    finally:
        for child in processes.children.values():
            child.terminate()
        for child in processes.children.values():
            stop(child)
