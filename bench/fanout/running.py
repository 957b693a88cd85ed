"""The bench from its first server to its report."""

import os
import platform
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

import psutil

from bench.fanout import report
from bench.fanout.bursts import ONE, TWO, Burst, burst
from bench.fanout.findings import Findings
from bench.fanout.programme import MOST, Programme
from bench.fanout.rounds import rests, rounds
from bench.fanout.stand import Ground, Stand, stand
from bench.fanout.ways import Floor, Hub, Textbook
from deploy.local.console import say
from loadtest.opening import Premises

WAYS = (Hub, Textbook, Floor)
OTHER_FILES = 200  # that a process may have open beside its sockets
MEMORY = 500_000  # bytes that a page costs on all sides, at most


def run(asked: Programme, premises: Premises, files: int, folder: Path) -> int:
    """Run the bench; return 1 when a page was told wrongly."""
    ground = Ground(premises, folder / "servers.log")
    found = Findings(_circumstances(asked))
    for many in asked.sockets:
        _measure(asked, ground, _most(files) if many == MOST else int(many), found)
        page = report.write(found, folder)  # now, since the next size may take long
    for line in report.lines(found):
        say(line)
    say(f"\n{page}")
    return 1 if found.wrongs else 0


def _most(files: int) -> int:
    memory = psutil.virtual_memory().available // (MEMORY * len(WAYS))
    return min(files - OTHER_FILES, memory)


def _circumstances(asked: Programme) -> dict[str, object]:
    """Say, and return, where and how it is measured."""
    found = {
        "load before": os.getloadavg(),
        "processors": os.cpu_count(),
        "system": platform.platform(),
        "versions": {name: version(name) for name in ("daphne", "channels", "channels-redis", "websockets")},
        "rounds": asked.rounds,
        "bursts": f"{asked.bursts} of {asked.burst_seconds} s",
    }
    for name, value in found.items():
        say(f"{name + ':':<16}{value}")
    return found


def _measure(asked: Programme, ground: Ground, many: int, found: Findings) -> None:
    say(f"\nOpening {many:,} sockets for each of {len(WAYS)} ways …")
    with ExitStack() as stack:
        stands = [stack.enter_context(stand(way(), ground, many)) for way in WAYS]
        found.rests += rests(stands, asked.idle_seconds)
        for each in rounds(stands, asked.rounds):
            say(f"round {each.number + 1}: {each.way}, {1000 * each.last:,.0f} ms, load {each.load:.1f}")
            found.rounds.append(each)
        found.bursts += _bursts(asked, stands[0])
    found.bursts.append(_restarted(asked, ground, many))


def _bursts(asked: Programme, hub: Stand) -> Iterator[Burst]:
    for _ in range(asked.bursts):
        yield burst(ONE, [hub], asked.burst_seconds, lambda: None)


def _restarted(asked: Programme, ground: Ground, many: int) -> Burst:
    redis = ground.premises.redis

    def restart() -> None:
        redis.stop()
        redis.start()

    hub, halves = Hub(), (many - many // 2, many // 2)
    with ExitStack() as stack:
        stands = [stack.enter_context(stand(hub, ground, half)) for half in halves]
        return burst(TWO, stands, asked.burst_seconds, restart)
