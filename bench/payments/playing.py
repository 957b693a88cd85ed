"""Playing schedules: the steps of a wave at the same moment, each in a thread with its own connection."""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Barrier

from django.db import connection

from bench.payments.acting import Actor
from bench.payments.scene import placed, product
from bench.payments.schedule import LARGEST_WAVE, Schedule, Step, schedule
from bench.payments.verdict import verdict

PATIENCE = 60  # seconds until all of a wave must be there


@dataclass
class Tally:
    """What schedules came to: how many, how often each step was taken or refused, and what was wrong."""

    played: int = 0
    steps: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    wrongs: dict[int, list[str]] = field(default_factory=dict)

    def add(self, other: "Tally") -> None:
        """Take over what others played."""
        self.played += other.played
        self.steps += other.steps
        self.ends += other.ends
        self.wrongs |= other.wrongs


@contextmanager
def threads() -> Iterator[ThreadPoolExecutor]:
    """Yield as many threads as a wave can have steps; their connections are closed in the end."""
    with ThreadPoolExecutor(LARGEST_WAVE) as pool:
        yield pool
        together = Barrier(LARGEST_WAVE)

        def leave(_number: int) -> None:
            together.wait(PATIENCE)
            connection.close()

        list(pool.map(leave, range(LARGEST_WAVE)))


def play(seeds: Sequence[int], pool: ThreadPoolExecutor) -> Tally:
    """Play the schedules of these seeds and judge each."""
    tally, sold = Tally(), product()
    for seed in seeds:
        made = schedule(seed)
        order = placed(made, sold)
        actor = Actor(order)
        answers = [answer for wave in made.waves for answer in _at_once(actor, wave, pool)]
        actor.settle_down()
        _count(tally, made, answers)
        if wrongs := [*(answer for answer in answers if _is_wrong(answer)), *verdict(order)]:
            tally.wrongs[seed] = wrongs
        order.refresh_from_db()
        tally.ends[order.state] += 1
    return tally


def _at_once(actor: Actor, wave: Sequence[Step], pool: ThreadPoolExecutor) -> list[str]:
    together = Barrier(len(wave))

    def act(step: Step) -> str:
        together.wait(PATIENCE)
        try:
            return actor.act(step)
        except Exception as error:  # noqa: BLE001  whatever a verb raises besides its refusals is for the verdict
            return f"RAISED by {step.what}: {error!r}"

    return list(pool.map(act, wave))


def _is_wrong(answer: str) -> bool:
    return answer.startswith(("RAISED", "BELIEVED"))


def _count(tally: Tally, made: Schedule, answers: Sequence[str]) -> None:
    tally.played += 1
    steps = (step for wave in made.waves for step in wave)
    for step, answer in zip(steps, answers, strict=True):
        tally.steps[step.what] += 1
        if step.what == "tell":
            tally.ends[f"told: {answer}"] += 1
