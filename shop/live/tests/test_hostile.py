"""A client that means harm changes nothing for the others, who are measured meanwhile."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median

import pytest
from django.conf import settings

from shop.live.tests import hostile
from shop.live.tests.daphne import Page, Server, serving

pytestmark = pytest.mark.once

PAGES = 20
ROUNDS = 15
# How much later than in quiet half of the frames may come: attackers and pages share a machine here.
TIMES_LATER, SECONDS_LATER = 3, 0.1
# If they were not dropped, the clients that do not read would take four megabytes a round.
MOST_MEMORY = 64 * 1024 * 1024


@dataclass
class Scene:
    """A server and its pages."""

    server: Server
    pages: Sequence[Page]

    def delays(self) -> list[float]:
        """Change what the pages watch; return after how many seconds each was sent the state it then had."""
        began = time.monotonic()
        version = self.server.ask("POST", "small")["version"]
        return [page.until(version) - began for page in self.pages]

    def delays_under_attack(self) -> list[float]:
        """Return them while what attackers watch changes too, and one more page opens."""
        self.server.ask("POST", "big")
        with self.server.page("small"):
            return self.delays()

    @property
    def memory(self) -> int:
        """The server's, in bytes."""
        return self.server.process.memory_info().rss


@pytest.fixture
def scene() -> Iterator[Scene]:
    """Pages that are open and up to date."""
    with serving() as server, ExitStack() as stack:
        yield Scene(server, [stack.enter_context(server.page("small")) for _ in range(PAGES)])


def attacked(scene: Scene, watch: Callable[[], None]) -> dict[str, int]:
    """Watch again and again for as long as an attack lasts; return what the attacker did, and how often."""
    command = [sys.executable, "-m", hostile.__name__, scene.server.host, *scene.server.paths.values()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=settings.BASE_DIR) as attacker:
        while attacker.poll() is None:
            watch()
        return json.load(attacker.stdout)


def test_a_hostile_client_delays_nobody_closes_nobody_and_fills_no_memory(scene: Scene) -> None:
    quiet = [delay for _ in range(ROUNDS) for delay in scene.delays()]
    before, memory, delays = scene.memory, [], []

    def watch() -> None:
        delays.extend(scene.delays_under_attack())
        memory.append(scene.memory)

    done = attacked(scene, watch)

    assert done.pop("leave_unread: cut off") == hostile.DEAF * hostile.TIMES
    assert done.keys() >= {"flood: 4008", "forge: 4003", "come_and_go: dropped"}, done
    assert any("megabytes" in each for each in done), done
    assert median(delays) <= TIMES_LATER * median(quiet) + SECONDS_LATER
    assert max(memory) - before <= MOST_MEMORY
    for page in scene.pages:
        assert page.is_open
        assert page.versions == sorted(set(page.versions))
