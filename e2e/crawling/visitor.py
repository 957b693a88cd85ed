"""Somebody who goes through the shop, and what they meet."""

import itertools
import re
from collections import Counter, deque
from collections.abc import Iterator

from playwright.sync_api import BrowserContext, Error, Page

from e2e.crawling import bounds
from e2e.crawling.addresses import Home, is_file, path_pattern, pattern
from e2e.crawling.examining import Seen, examined, judge, key_of
from e2e.crawling.findings import Findings, Wrong
from e2e.crawling.frontier import Frontier
from e2e.crawling.sending import send
from e2e.crawling.steps import KINDS, Kind, Step
from e2e.crawling.watching import Watch

PATIENCE = 20_000  # milliseconds for an answer
FORMS_A_PAGE = 4
REMEMBERED = 3  # forms sent before a finding, for whoever looks into it
# Statuses by which a page that is linked to says it is not there.
BROKEN = {400, 403, 404, 405, 410}
_LISTED = re.compile(r"<loc>([^<]+)</loc>")


class Visitor:
    """One visitor with a browser context of their own."""

    def __init__(
        self,
        name: str,
        context: BrowserContext,
        home: Home,
        seed: int,
        findings: Findings,
        preferred: str = "/",
    ) -> None:
        self.name, self.home, self.seed, self.findings = name, home, seed, findings
        self.watch = Watch(context, home)
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.frontier = Frontier(Step(name, "/").chances(seed), preferred)
        self.sent: Counter[tuple[str, Kind]] = Counter()
        self.forms: Counter[str] = Counter()
        self.closing: dict[str, str] = {}  # forms kept for the end, and where they are
        self._looked_at: dict[str, Seen] = {}  # the open page by its address, until something is sent from it
        self.status = 0  # of the page the last step led to
        self._before: deque[Step] = deque(maxlen=REMEMBERED)

    def visit(self, address: str, source: str | None) -> list[Seen]:
        """Open a page and return its forms. It must be there if `source`, which led to it, still does.

        Without a source nobody promised it; None stands for whoever replays a broken link.
        """
        step = Step(self.name, address)
        forms = self.take(step)
        if self.status in BROKEN and source != "" and (source is None or self._still_leads(source, step)):
            self.note(Wrong.BROKEN_LINK, step, f"{self.status}, linked from {source or 'a page'}")
        return [] if self.status in BROKEN else forms

    def take(self, step: Step) -> list[Seen]:
        """Take one step, judge what comes of it, and return the forms of the page it leads to."""
        self.watch.forget()
        # A page that was only looked at is as good as opened anew.
        seen = self._looked_at.pop(step.address, None) if step.form else None
        seen = seen or self._open(step)
        self._looked_at = {} if step.form or not seen else {self._here(): seen}
        if step.form and seen:
            seen = self._send(step, seen)
        self.status = self.watch.status
        for wrong, detail in self.watch.taken():
            self.note(wrong, step, detail)
        return seen["forms"] if seen else []

    def due(self, forms: list[Seen]) -> Iterator[Step]:
        """Yield steps for the forms of the open page that were sent least, each with what is next for it.

        A form that is on every page is not sent from every page: all kinds once for each visit to this one.
        """
        if not forms:
            return
        here = self._here()
        keys = sorted({key_of(form) for form in forms if self._may_send(form, here)})
        often = len(KINDS) * max(1, self.frontier.taken[pattern(here)])
        for _ in range(FORMS_A_PAGE):
            waiting = [key for key in keys if self.forms[key] < often]
            if waiting:
                yield self._next(min(waiting, key=self.forms.__getitem__), here)

    def closing_steps(self) -> list[Step]:
        """Return the steps by which the visitor leaves for good: whatever is refused first, then log-out."""
        order = (Kind.EMPTY, Kind.HOSTILE, Kind.HUGE, Kind.VALID)
        return [Step(self.name, where, key, kind) for key, where in self.closing.items() for kind in order]

    def _here(self) -> str:
        return self.home.within(self.page.url)

    def _may_send(self, form: Seen, here: str) -> bool:
        if bounds.is_last(form["action"]):
            self.closing.setdefault(key_of(form), here)
            return False
        return self.home.owns(form["action"]) and not bounds.locks_out(form["method"], form["action"])

    def _next(self, key: str, here: str) -> Step:
        turn = self.forms[key]
        self.forms[key] += 1
        return Step(self.name, here, key, KINDS[turn % len(KINDS)], turn // len(KINDS))

    def _still_leads(self, source: str, step: Step) -> bool:
        """Return whether the page is there and has the link still; somebody may have taken away either."""
        self.take(Step(self.name, source))
        if self.status in BROKEN:
            return False
        linked = {self.home.within(link) for link in examined(self.page)["links"] if self.home.owns(link)}
        if step.address in linked:
            self.take(step)
        return step.address in linked and self.status in BROKEN

    def _open(self, step: Step) -> Seen | None:
        self.frontier.visited(step.address)
        if is_file(step.address):
            return self._fetch(step)
        try:
            self.page.goto(self.home.url + step.address, wait_until="load")
        except Error as problem:
            return self._no_page(step, problem)
        return None if self.watch.saved_a_file else self._look(step)

    def _fetch(self, step: Step) -> None:
        """Ask for what a browser would save, or show in its own way, where nothing of ours is seen."""
        answer = self.page.context.request.get(self.home.url + step.address, max_redirects=0)
        self.watch.answered(answer.status, f"GET {step.address}")
        if step.address.endswith(".xml"):
            links = filter(self.home.owns, _LISTED.findall(answer.text()))
            self.frontier.add(map(self.home.within, links), step.address)

    def _no_page(self, step: Step, problem: Error) -> None:
        """What is saved and not shown is fine; anything else is a server that does not answer."""
        if not self.watch.saved_a_file:
            self.note(
                Wrong.NO_ANSWER,
                step,
                f"{step.form or path_pattern(step.address)}: {str(problem).splitlines()[0]}",
            )

    def _look(self, step: Step) -> Seen | None:
        """Examine the open page and remember where it leads."""
        if not self.home.owns(self.page.url):
            self.note(
                Wrong.NO_ANSWER, step, f"{step.form or step.address}: {self.watch.status} and nothing to read"
            )
            return None  # the browser's own page
        seen = examined(self.page)
        if step.kind is Kind.HUGE:
            seen["weights"].pop("document")  # which gives back what was typed
        self.findings.scales.weigh(self._here(), seen["weights"])
        judge(seen, self.page.url, lambda wrong, detail: self.note(wrong, step, detail))
        if not bounds.is_made_up(step.address):
            ours = [self.home.within(link) for link in seen["links"] if self.home.owns(link)]
            self.frontier.add(itertools.filterfalse(bounds.is_small_window, ours), self._here())
        return seen

    def _send(self, step: Step, seen: Seen) -> Seen | None:
        form = next((form for form in seen["forms"] if key_of(form) == step.form), None)
        if form is None or step.kind is None:
            return seen  # gone since it was seen
        self.sent[path_pattern(form["action"]), step.kind] += 1
        self._before.append(step)
        try:
            send(self.page, form, step, self.seed)
        except Error as problem:
            return self._no_page(step, problem)
        if step.kind is Kind.VALID and self.watch.status in (403, 404, 405):
            self.note(Wrong.REFUSED, step, f"{step.form} is answered with {self.watch.status}")
        return self._look(step)

    def note(self, wrong: Wrong, step: Step, detail: str) -> None:
        """Report something that is wrong."""
        self.findings.add(wrong, step, detail, self._before)
