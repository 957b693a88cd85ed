"""What a crawl says at its end."""

from collections import Counter
from collections.abc import Iterator

from e2e.crawling.budgets import KB, allowed
from e2e.crawling.crawl import Crawl
from e2e.crawling.findings import Finding
from e2e.crawling.steps import KINDS, Step
from e2e.crawling.visitor import Visitor


def report(crawl: Crawl) -> str:
    """Return the tables of patterns and forms, and each finding with how to replay it."""
    visitors = list(crawl.visitors.values())
    tables = (_patterns(visitors), _forms(visitors), _heaviest(crawl), _found(crawl))
    parts = [line for table in tables for line in (*table, "")] + [_summary(crawl)]
    return "\n".join(parts)


def _patterns(visitors: list[Visitor]) -> Iterator[str]:
    yield _row("pages opened", [visitor.name for visitor in visitors])
    known = sorted({name for visitor in visitors for name in visitor.frontier.visits})
    for name in known:
        yield _row(name, [visitor.frontier.visits[name] or "" for visitor in visitors])


def _forms(visitors: list[Visitor]) -> Iterator[str]:
    sent = sum((visitor.sent for visitor in visitors), Counter())
    yield _row("forms sent", KINDS)
    for action in sorted({action for action, _ in sent}):
        yield _row(action, [sent[action, kind] or "" for kind in KINDS])


def _heaviest(crawl: Crawl) -> Iterator[str]:
    yield _row("heaviest pages", ["kB", "budget"])
    for (place, kind), (size, address) in sorted(crawl.findings.scales.heaviest.items()):
        yield _row(f"{place}: {kind} of {address}", [size // KB, allowed(address)[kind] // KB])


def _found(crawl: Crawl) -> Iterator[str]:
    for finding in crawl.findings:
        yield from _described(finding, crawl.seed)


def _described(finding: Finding, seed: int) -> Iterator[str]:
    yield f"{finding.wrong}: {finding.detail}"
    yield f"    python3 dev.py crawl --seed {seed} --replay '{finding.step}'"
    before = [step for step in finding.before if step != finding.step]
    if before:
        yield f"    after {', '.join(map(_quoted, before))}"


def _quoted(step: Step) -> str:
    return f"'{step}'"


def _summary(crawl: Crawl) -> str:
    visitors = crawl.visitors.values()
    pages = sum(visitor.frontier.visits.total() for visitor in visitors)
    patterns = len({name for visitor in visitors for name in visitor.frontier.visits})
    forms = sum(visitor.sent.total() for visitor in visitors)
    changed = (
        f" The account of {name} was changed, who went on signed out." for name in sorted(crawl.shut_out)
    )
    return (
        f"Seed {crawl.seed}: {pages} pages of {patterns} patterns opened, {forms} forms sent, "
        f"{len(crawl.findings)} findings ({crawl.findings.times.total()} times)." + "".join(changed)
    )


def _row(name: str, cells: list[object]) -> str:
    return f"{name:<78.78}" + "".join(f"{cell!s:>10}" for cell in cells)
