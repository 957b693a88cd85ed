"""What an engine cannot be asked for: done another way, or left out with the reason."""

from functools import cache

import pytest

from deploy.local.browsers import MINIBROWSER, WEBKIT, ensure

IN_CHROMIUM = {
    "crawler": "the crawler goes in Chromium, whose flags keep it from other hosts",
    "baselines": "what pages are compared with is how they look in Chromium",
    "layout shifts": "no other engine tells of them",
    "throttling": "no other engine can be told to be slow",
}
OVER_BIDI = {
    "touch": "there are no touch events over BiDi",
    "dusk": "an open page cannot be made dark over BiDi",
    "pretence": "an event that says that a form was sent sends it there",
    "kept pages": "to go back to a page that the browser kept never ends over BiDi",
}
LACKS = {
    "chromium": {},
    "firefox": OVER_BIDI | IN_CHROMIUM,
    "solo": {},
    "full": {"inbox": "mail goes to a mail server there, and the page that shows it is not for servers"},
    "webkit": {"kept pages": "only Chromium can be told to keep them", **IN_CHROMIUM},
}


def pytest_configure(config: pytest.Config) -> None:
    needs = "needs(*abilities): left out in engines that lack one of them, see e2e/engines.py"
    config.addinivalue_line("markers", needs)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the engine is not able to do, and in all but Chromium what needs no browser."""
    engines = config.getoption("browser") or ["chromium"]
    out = [item for item in items if any(_leaves_out(engine, item) for engine in engines)]
    config.hook.pytest_deselected(items=out)
    items[:] = [item for item in items if item not in out]


def _leaves_out(engine: str, item: pytest.Item) -> bool:
    used = item.fixturenames
    if engine == "webkit" and _by_selenium() and "new_shopper" not in used:
        return True
    lacks = LACKS[engine] | LACKS[item.config.getoption("shape")]
    needed = {ability for marker in item.iter_markers("needs") for ability in marker.args}
    return bool(needed & lacks.keys()) or (engine != "chromium" and "browser_name" not in used)


@cache
def _by_selenium() -> bool:
    return ensure(WEBKIT).name == MINIBROWSER
