"""Processes with threads of actors, which start each round together."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

from bench.stress.rounds import Round
from bench.stress.told import Diary
from deploy.local.console import Refusal

PATIENCE = 60  # seconds until all actors must be there

# A forked child would share our connection to the database.
_processes = multiprocessing.get_context("spawn")


class Crew:
    """Actors that wait for a round."""

    def __init__(self, workers: list[Connection]) -> None:
        self._workers = workers

    def play(self, round_: Round) -> Diary:
        """Let them play a round, and return what they were told. Raises Refusal when a process is gone."""
        diary = Diary()
        try:
            for worker in self._workers:
                worker.send(round_)
            for worker in self._workers:
                diary.add(worker.recv())
        except (EOFError, OSError):
            raise Refusal("A process of the crew ended before its time; the lines above say why.") from None
        return diary


@contextmanager
def crew(workers: int, threads: int, database: str) -> Iterator[Crew]:
    """Start so many processes with so many actors each on a database; they end with us, however we end."""
    barrier = _processes.Barrier(workers * threads)
    ours, children = [], []
    for number in range(workers):
        here, there = _processes.Pipe()
        actors = range(number * threads, (number + 1) * threads)
        child = _processes.Process(target=_work, args=(there, barrier, actors, database), daemon=True)
        child.start()
        there.close()
        ours.append(here)
        children.append(child)
    try:
        yield Crew(ours)
    finally:
        for here, child in zip(ours, children, strict=True):
            here.close()
            child.terminate()
            child.join()


def _work(rounds: Connection, barrier: Barrier, actors: range, database: str) -> None:
    """Play round after round until the other end of the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us all, and our parent ends us
    os.environ["DATABASE_URL"] = database
    play = _set_up()

    def on_time(round_: Round, actor: int) -> Diary:
        barrier.wait(PATIENCE)
        return play(round_, actor)

    with ThreadPoolExecutor(len(actors)) as pool:
        while round_ := _next(rounds):
            diary = Diary()
            for told in pool.map(on_time, [round_] * len(actors), actors):
                diary.add(told)
            rounds.send(diary)


def _next(rounds: Connection) -> Round | None:
    try:
        return rounds.recv()
    except EOFError:
        return None


def _set_up() -> Callable[[Round, int], Diary]:
    import django

    django.setup()
    from bench.stress.actors import play  # has the shop's models

    return play
