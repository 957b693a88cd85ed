"""What one look of Lighthouse found: scores, what they come of, and the bytes that came over the wire."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

SCORES = ("performance", "accessibility", "best-practices", "seo")
# In milliseconds but for the layout shift, which has no unit.
METRICS = {
    "first-contentful-paint": "FCP",
    "largest-contentful-paint": "LCP",
    "total-blocking-time": "TBT",
    "speed-index": "SI",
    "cumulative-layout-shift": "CLS",
}
KINDS = ("Document", "Stylesheet", "Script", "Font", "Image", "Other")


@dataclass(frozen=True)
class Look:
    """Scores from 0 to 100, metrics by their short names, bytes as sent by kind, what fell short and why.

    `speed` is how fast Lighthouse found this machine: a phone is simulated from what it did in that time.
    """

    scores: Mapping[str, float]
    metrics: Mapping[str, float]
    sent: Mapping[str, int]
    faults: tuple[str, ...]
    savings: tuple[str, ...]
    speed: float


def look(report: Mapping[str, Any]) -> Look:
    """Read a report of Lighthouse."""
    audits, categories = report["audits"], report["categories"]
    sent: Counter[str] = Counter()
    for request in audits["network-requests"]["details"]["items"]:
        sent[request["resourceType"] if request["resourceType"] in KINDS else "Other"] += request[
            "transferSize"
        ]
    return Look(
        {name: 100 * categories[name]["score"] for name in SCORES},
        {short: audits[name]["numericValue"] for name, short in METRICS.items()},
        sent,
        tuple(_faults(audits, categories)),
        tuple(_savings(audits)),
        report["environment"]["benchmarkIndex"],
    )


def of_all(looks: Sequence[Look]) -> Look:
    """Return the medians of several looks at one page, every fault of any, and the savings of the last."""
    first = looks[0]
    return Look(
        {name: median(each.scores[name] for each in looks) for name in first.scores},
        {name: median(each.metrics[name] for each in looks) for name in first.metrics},
        {kind: round(median(each.sent[kind] for each in looks)) for kind in KINDS},
        tuple(dict.fromkeys(fault for each in looks for fault in each.faults)),
        looks[-1].savings,
        median(each.speed for each in looks),
    )


def _faults(audits: Mapping[str, Any], categories: Mapping[str, Any]) -> list[str]:
    """Name what costs points: metrics are shown as such, and what has no weight costs none."""
    weighed = {each["id"] for name in SCORES for each in categories[name]["auditRefs"] if each["weight"]}
    scored = ((name, audits[name]) for name in sorted(weighed - METRICS.keys()))
    return [
        f"{name}: {audit['title']}" for name, audit in scored if (audit["score"] or 0) < 1 and _counts(audit)
    ]


def _savings(audits: Mapping[str, Any]) -> Iterator[str]:
    """Say of what Lighthouse believes that it costs time how many milliseconds of which metric."""
    for name, audit in audits.items():
        saved = {metric: round(ms) for metric, ms in audit.get("metricSavings", {}).items() if ms >= 1}
        if saved:
            yield f"{name} costs " + ", ".join(f"{ms} ms of {metric}" for metric, ms in saved.items())


def _counts(audit: Mapping[str, Any]) -> bool:
    return audit["scoreDisplayMode"] not in ("notApplicable", "informative", "manual")
