"""The crawl: visitors in turns, until the time is over, then their leaving."""

import time
from collections.abc import Iterable, Sequence
from itertools import cycle

from playwright.sync_api import Browser

from e2e.crawling.addresses import Home
from e2e.crawling.findings import Findings
from e2e.crawling.steps import Step
from e2e.crawling.visitor import Visitor
from e2e.signing_in import MERCHANT, SHOPPER, sign_in

# Who comes, and by which account.
WHO = {"visitor": None, "shopper": SHOPPER, "merchant": MERCHANT}
# Where everybody begins, and what nothing may link to; a shop need not have those.
START = ("/", "/dev/inbox/", "/dev/mails/", "/sitemap.xml", "/robots.txt")
DESK = "/admin/"


class Crawl:
    """Visitors of one shop, and what they found."""

    def __init__(self, browser: Browser, home: Home, seed: int, who: Iterable[str] = WHO) -> None:
        self.browser, self.home, self.seed = browser, home, seed
        self.findings = Findings()
        self.shut_out: set[str] = set()
        self.visitors = {name: self._come(name) for name in who}

    def run(self, seconds: float) -> None:
        """Go about for so long, then leave."""
        deadline = time.monotonic() + seconds
        for visitor in cycle(self.visitors.values()):
            if time.monotonic() >= deadline:
                break
            self._turn(visitor, deadline)
        for visitor in self.visitors.values():
            for step in visitor.closing_steps():
                visitor.take(step)

    def replay(self, steps: Sequence[Step]) -> None:
        """Take these steps alone."""
        for step in steps:
            visitor = self.visitors[step.who]
            if step.form:
                visitor.take(step)
            else:
                visitor.visit(step.address, source=None)

    def close(self) -> None:
        """Close every visitor's browser."""
        for visitor in self.visitors.values():
            visitor.page.context.close()

    def _come(self, name: str) -> Visitor:
        context = self.browser.new_context(base_url=self.home.url, locale="en-GB")
        preferred = DESK if name == "merchant" else "/"
        visitor = Visitor(name, context, self.home, self.seed, self.findings, preferred)
        if WHO[name]:
            sign_in(visitor.page, WHO[name])
            visitor.watch.taken()
        visitor.frontier.add([*START, preferred], source="")
        return visitor

    def _stay(self, visitor: Visitor) -> None:
        """Sign in again whom something has signed out, as a new password does elsewhere.

        Forms that change an account are sent as well: whose password is another by now goes on signed out.
        """
        at_the_door = visitor.page.url.startswith(f"{self.home.url}/accounts/login/")
        if at_the_door and WHO[visitor.name] and visitor.name not in self.shut_out:
            try:
                sign_in(visitor.page, WHO[visitor.name])
            except AssertionError:
                self.shut_out.add(visitor.name)
                visitor.watch.taken()

    def _turn(self, visitor: Visitor, deadline: float) -> None:
        """Let a visitor open one page and send what is due there."""
        self._stay(visitor)
        forms = visitor.visit(*visitor.frontier.take())
        for step in visitor.due(forms):
            if time.monotonic() < deadline:
                visitor.take(step)
