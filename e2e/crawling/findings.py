"""What a crawl found wrong, each thing once, with the first step that shows it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from e2e.crawling.budgets import Scales
from e2e.crawling.steps import Step


class Wrong(StrEnum):
    """The kinds of things that are wrong with a page."""

    SERVER_ERROR = "server error"
    NO_ANSWER = "no answer"
    REFUSED = "refused though valid"
    BROKEN_LINK = "broken link"
    CONSOLE = "console error"
    POLICY = "CSP violation"
    NAMELESS = "missing label"
    DUPLICATE = "duplicate id"
    OVER_BUDGET = "over byte budget"
    INJECTED = "hostile text became markup"
    ELSEWHERE = "asks another host"


@dataclass(frozen=True)
class Finding:
    """One thing, where it was met first, and what the same visitor had sent before."""

    wrong: Wrong
    step: Step
    detail: str
    before: tuple[Step, ...]


class Findings:
    """Findings in the order they came, those alike counted as one."""

    def __init__(self) -> None:
        self.first: dict[tuple[str, ...], Finding] = {}
        self.times: Counter[tuple[str, ...]] = Counter()
        self.scales = Scales()

    def add(self, wrong: Wrong, step: Step, detail: str, before: Sequence[Step] = ()) -> None:
        """Note it. Alike is what differs in numbers alone: one header is wrong once, not on every page."""
        alike = (wrong.value, re.sub(r"\d+", "0", detail)[:200])
        self.times[alike] += 1
        self.first.setdefault(alike, Finding(wrong, step, detail, tuple(before)))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.first.values())

    def __len__(self) -> int:
        return len(self.first)

    def kinds(self) -> set[Wrong]:
        """Return in how many ways something is wrong."""
        return {finding.wrong for finding in self}
