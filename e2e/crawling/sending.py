"""Sending a form of the open page: as plain HTML does, or as the page's own script does, in turns."""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response

from e2e.crawling.examining import Seen
from e2e.crawling.steps import Step
from e2e.crawling.values import filled

_SCRIPT = Path(__file__).with_name("sending.js").read_text()
# Two frames: what a reply brings is in the page by then.
_SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

# What the page that htmx leads to does not have.
_MARK = "() => { window.leftByTheCrawler = true; }"
_ANOTHER = "() => !window.leftByTheCrawler"


def send(page: Page, form: Seen, step: Step, seed: int) -> None:
    """Fill in and send, and return once the answer is shown. Raises playwright's Error when none comes.

    What is filled in depends on the seed and the step alone.
    """
    chances = step.chances(seed)
    values = filled(form["fields"], step.kind, chances, by_get=form["method"] == "get")
    enhanced = form["enhanced"] and chances.random() < 0.5
    order = {"form": form["form"], "button": form["button"], "enhanced": enhanced}
    order["values"] = {str(at): value for at, value in values.items()}
    if not enhanced:
        with page.expect_navigation(wait_until="load"):
            page.evaluate(_SCRIPT, order)
        return
    path = urlsplit(form["action"]).path
    page.evaluate(_MARK)
    with page.expect_response(lambda answer: _answers(answer, path)) as answered:
        page.evaluate(_SCRIPT, order)
    if "hx-redirect" in answered.value.headers:
        page.wait_for_function(_ANOTHER)
    page.wait_for_load_state("load")
    page.evaluate(_SETTLED)


def _answers(answer: Response, path: str) -> bool:
    return urlsplit(answer.url).path == path
