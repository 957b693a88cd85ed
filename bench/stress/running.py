"""Runs, round after round: how they are counted, judged and told."""

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from bench.stress.crew import Crew, crew
from bench.stress.plan import Plan
from bench.stress.rounds import Round, rounds
from bench.stress.scene import set_scene, shelves
from bench.stress.told import Diary, now
from bench.stress.verdict import OVERSOLD, Facts, verdict
from deploy.local.console import say
from shop.inventory.audit import imbalances

Wrongs = Mapping[str, list[str]]
EXAMPLES = 3
NEWS = 15  # seconds between two lines of progress
LEAST = 0.2  # of the attempts must be accepted, and as many refused, or a run proves little


@dataclass
class Tally:
    """What a run came to so far: claims by what became of them, and sentences about what went wrong."""

    began: float = field(default_factory=time.monotonic)
    claims: Counter[str] = field(default_factory=Counter)
    wrongs: dict[str, list[str]] = field(default_factory=dict)

    def add(self, diary: Diary, wrongs: Wrongs) -> None:
        """Count a round."""
        for name in ("attempts", "accepted", "refused", "busy"):
            self.claims[name] += getattr(diary, name)
        for kind, sentences in wrongs.items():
            self.wrongs.setdefault(kind, []).extend(sentences)

    @property
    def proves_little(self) -> bool:
        """Whether too few claims were accepted, or too few refused, to say much."""
        return min(self.claims["accepted"], self.claims["refused"]) < LEAST * self.claims["attempts"]

    def __str__(self) -> str:
        claims = ", ".join(f"{many:,} {word}" for word, many in self.claims.items())
        return f"{claims}, {self.claims['attempts'] / (time.monotonic() - self.began):,.0f} attempts/s"


def runs(asked: Plan, seed: int, database: str) -> int:
    """Hold the runs, the first from this seed on, and return the exit code."""
    say(f"Seed {seed}. It settles what the actors do, not in which order the database comes to it.")
    many = len(_rounds(asked, seed))
    with crew(asked.workers, asked.threads, database) as actors:
        tallies = [_run(asked, seed + run * many, actors) for run in range(asked.runs)]
    return _without_guards(tallies) if asked.guards == "off" else _with_guards(tallies)


def _rounds(asked: Plan, seed: int) -> list[Round]:
    return rounds(asked.attempts, asked.workers * asked.threads, seed)


def _run(asked: Plan, seed: int, actors: Crew) -> Tally:
    tally, news = Tally(), time.monotonic() + NEWS
    for round_ in _rounds(asked, seed):
        diary, wrongs = play(round_, actors)
        tally.add(diary, wrongs)
        if asked.guards == "on":
            _complain(asked, round_, wrongs)
        if time.monotonic() > news:
            say(f"… {tally}")
            news = time.monotonic() + NEWS
    say(f"Run from seed {seed}: {tally}; {', '.join(tally.wrongs) or 'nothing wrong'}.")
    return tally


def play(round_: Round, actors: Crew) -> tuple[Diary, Wrongs]:
    """Play a round on variants of its own; return what the actors were told, and what was wrong with that."""
    scene, deliveries = set_scene(round_)
    diary = actors.play(scene)
    diary.deliveries += deliveries
    over = now()
    facts = Facts(scene, over, diary, shelves(scene), [f"{wrong}." for wrong in imbalances()])
    return diary, verdict(facts)


def _complain(asked: Plan, round_: Round, wrongs: Wrongs) -> None:
    for kind, sentences in wrongs.items():
        for sentence in sentences[:EXAMPLES]:
            say(f"{kind}: {sentence}")
        if len(sentences) > EXAMPLES:
            say(f"{kind}: … and {len(sentences) - EXAMPLES} more.")
    if wrongs:
        again = f"--attempts {2 * round_.actors * round_.attempts} --workers {asked.workers}"
        say(f"That round again, first of two: --seed {round_.seed} {again} --threads {asked.threads}\n")


def _with_guards(tallies: list[Tally]) -> int:
    if any(tally.wrongs for tally in tallies):
        say("Not fair: the sentences above say why.")
        return 1
    if any(tally.proves_little for tally in tallies):
        say(f"Fair, but less than {LEAST:.0%} was accepted, or refused: that proves little.")
        return 1
    say("Fair: nothing oversold or undersold, every answer true, the audit clean.")
    return 0


def _without_guards(tallies: list[Tally]) -> int:
    oversold = [tally.wrongs[OVERSOLD] for tally in tallies if OVERSOLD in tally.wrongs]
    for sentences in oversold[:1]:
        say(f"As in: {sentences[0]}")
    say(f"An oversell was reported in {len(oversold)} of {len(tallies)} runs without guards.")
    return 0 if len(oversold) == len(tallies) else 1
