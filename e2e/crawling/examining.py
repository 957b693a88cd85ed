"""What the open page has: links, forms, and what is wrong with it that only the page itself can tell."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

from e2e.crawling.addresses import path_pattern
from e2e.crawling.budgets import over
from e2e.crawling.findings import Wrong
from e2e.crawling.values import PLANTED

_SCRIPT = Path(__file__).with_name("examination.js").read_text()
Seen = dict[str, Any]


def examined(page: Page) -> Seen:
    """Return what the open page has; when it turns into another while we look, what that one has."""
    try:
        return page.evaluate(_SCRIPT, PLANTED)
    except Error:
        page.wait_for_load_state("load")
        return page.evaluate(_SCRIPT, PLANTED)


def judge(seen: Seen, address: str, note: Callable[[Wrong, str], None]) -> None:
    """Note what is wrong with a page."""
    for element in seen["nameless"]:
        note(Wrong.NAMELESS, element)
    for name in seen["twice"]:
        note(Wrong.DUPLICATE, f"#{name}")
    for anchor in seen["hanging"]:
        note(Wrong.BROKEN_LINK, f"{anchor} is nowhere on the page")
    for element in seen["planted"]:
        note(Wrong.INJECTED, element)
    for too_much in over(address, seen["weights"]):
        note(Wrong.OVER_BUDGET, too_much)


def key_of(form: Seen) -> str:
    """Return what a form is called: where it sends, and by which button, whichever thing it is about."""
    label = re.sub(r"\d+", "<n>", form["label"])[:40].replace(" ", "_")
    return f"{form['method'].upper()} {path_pattern(form['action'])}{f' [{label}]' if label else ''}"
