from typing import Any

import pytest

from bench.lighthouse.judging import short, table
from bench.lighthouse.reports import METRICS, SCORES, look, of_all


def report(performance: float = 1, *, crawlable: float = 1, sent: int = 1000) -> dict[str, Any]:
    """A report of Lighthouse, as far as it is read."""
    audits: dict[str, Any] = {name: {"numericValue": 12.5, "score": 0.5} for name in METRICS}
    requests = [("Document", sent), ("Script", 10), ("Preflight", 7)]
    items = [{"resourceType": kind, "transferSize": size} for kind, size in requests]
    audits["network-requests"] = {"details": {"items": items}}
    audits["is-crawlable"] = {"title": "Blocked", "score": crawlable, "scoreDisplayMode": "binary"}
    audits["image-alt"] = {"title": "Alt", "score": None, "scoreDisplayMode": "notApplicable"}
    categories = {name: {"score": 1, "auditRefs": []} for name in SCORES}
    categories["performance"] = {"score": performance, "auditRefs": [{"id": "speed-index", "weight": 10}]}
    weighed = [{"id": "is-crawlable", "weight": 4}, {"id": "image-alt", "weight": 1}]
    categories["seo"] = {"score": crawlable, "auditRefs": weighed}
    audits["render-blocking-insight"] = {"score": 0, "metricSavings": {"LCP": 150, "FCP": 0, "CLS": 0.5}}
    return {"audits": audits, "categories": categories, "environment": {"benchmarkIndex": 1500}}


def test_a_page_is_judged_by_the_median_of_its_looks() -> None:
    one = of_all([look(report(score, sent=size)) for score, size in ((0.9, 100), (0.99, 300), (1, 200))])

    assert one.scores["performance"] == pytest.approx(99)
    assert one.sent == {"Document": 200, "Stylesheet": 0, "Script": 10, "Font": 0, "Image": 0, "Other": 7}


@pytest.mark.parametrize(
    "page, found, said",
    [
        ("home", report(), []),
        ("home", report(0.97), ["performance 97, aim 98"]),
        ("home", report(crawlable=0), ["seo 0, aim 100"]),
        ("cart", report(crawlable=0), []),
    ],
)
def test_a_page_that_falls_short_is_told_by_its_aim(
    page: str, found: dict[str, Any], said: list[str]
) -> None:
    assert short(page, of_all([look(found)])) == said


def test_what_costs_points_is_named_and_what_does_not_concern_the_page_is_not() -> None:
    said = "\n".join(table({"home": of_all([look(report(crawlable=0))])}))

    assert "home: is-crawlable: Blocked" in said
    assert "image-alt" not in said
    assert "home: render-blocking-insight costs 150 ms of LCP\n" in f"{said}\n"
