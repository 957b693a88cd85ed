"""A shopper in WebKit where Playwright has none: GTK's MiniBrowser, driven by Selenium."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE
from urllib.parse import urljoin

from selenium.common.exceptions import (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    NoSuchElementException,
    StaleElementReferenceException,
)
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from deploy.local.processes import start, stop
from e2e.critical.shopper import PATIENCE

# The page may put something else in a thing's place between our finding it and our touching it.
NOT_YET = (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    NoSuchElementException,
    StaleElementReferenceException,
)
LINKS, BUTTONS, RADIOS = "a[href]", "button", "[type=radio]"
FIELDS = "input:not([type=hidden]), select, textarea"
# Asks each for its name only where its words or labels might be that name: a name takes a call of its own.
MIGHT_BE = """
const [css, name] = arguments;
const said = (element) => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("[aria-hidden=true]").forEach((silent) => silent.remove());
  return copy.textContent;
};
const near = (element) => [element.ariaLabel, ...[element, ...element.labels ?? []].map(said)].join(" ");
return [...document.querySelectorAll(css)].filter((each) =>
  each.checkVisibility() && !each.closest("[aria-hidden=true]")
  && near(each).replace(/\\s+/g, " ").includes(name));
"""


class SeleniumShopper:
    """A `Shopper` at a window of WebKit's, no narrower than 447 px."""

    def __init__(self, driver: WebKitGTK, base_url: str) -> None:
        self.driver, self.base_url = driver, base_url

    def opens(self, path: str) -> None:
        self.driver.get(urljoin(self.base_url, path))

    def follows(self, words: str) -> None:
        self._soon(lambda: self._with_words(LINKS, words).click())

    def follows_address(self, part: str) -> None:
        self._soon(lambda: self._one(f"a[href*='{part}']").click())

    def presses(self, button: str) -> None:
        self._soon(lambda: self._named(BUTTONS, button).click())

    def unfolds(self, summary: str) -> None:
        self._soon(lambda: self._named("summary", summary).click())

    def fills_in(self, label: str, text: str) -> None:
        self._soon(lambda: self._named(FIELDS, label).send_keys(text))

    def chooses(self, label: str, option: str) -> None:
        self._soon(lambda: Select(self._named(FIELDS, label)).select_by_visible_text(option))

    def ticks(self, words: str) -> None:
        self._soon(lambda: self._label(self._with_words(RADIOS, words)).click())

    def sees(self, words: str) -> None:
        self._until(lambda: words in _one_line(self._one("body").text), f"“{words}” on the page")

    def cannot_press(self, button: str) -> None:
        self._until(lambda: not self._named(BUTTONS, button).is_enabled(), f"a disabled “{button}”")

    def is_live(self) -> None:
        self._until(lambda: self._one("#live").get_dom_attribute("data-state") == "live", "a live page")

    def heading(self) -> str:
        return self._one("h1").text

    def _named(self, css: str, name: str) -> WebElement:
        return self._first(css, name, lambda found: found == name)

    def _with_words(self, css: str, words: str) -> WebElement:
        return self._first(css, words, lambda found: words in found)

    def _first(self, css: str, words: str, fits: Callable[[str], bool]) -> WebElement:
        for element in self.driver.execute_script(MIGHT_BE, css, words):
            if fits(_one_line(element.accessible_name)):
                return element
        raise NoSuchElementException(f"There is no “{words}” among {css}.")

    def _label(self, radio: WebElement) -> WebElement:
        """Return what a person presses: the radio button may not be seen itself."""
        return self.driver.execute_script("return arguments[0].labels[0]", radio)

    def _one(self, css: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def _soon(self, act: Callable[[], None]) -> None:
        self._until(lambda: (act(), True)[1], "something that could be used")

    def _until(self, condition: Callable[[], bool], what: str) -> None:
        wait = WebDriverWait(self.driver, PATIENCE, poll_frequency=0.1, ignored_exceptions=NOT_YET)
        wait.until(lambda _driver: condition(), f"There was never {what}.")


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@contextmanager
def screen() -> Iterator[str]:
    """Yield the name of a display that nobody looks at."""
    program = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    child = start(program, output=PIPE)
    try:
        # Among its complaints about keys that nobody has.
        yield next(f":{line.decode().strip()}" for line in child.stdout if line.strip().isdigit())
    finally:
        stop(child)


@contextmanager
def window(browser: Path, display: str) -> Iterator[WebKitGTK]:
    """Open a window that knows no cookies."""
    options = Options()
    options.binary_location = str(browser)
    options.add_argument("--automation")
    driver = WebKitGTK(options=options, service=Service(env=os.environ | {"DISPLAY": display}))
    try:
        yield driver
    finally:
        driver.quit()
