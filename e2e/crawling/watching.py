"""What goes wrong around a page while it is opened: the server's answers, and what the browser says."""

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, Response, Route, WebError

from e2e.crawling.addresses import Home
from e2e.crawling.findings import Wrong
from e2e.page_problems import UNFADED

# Said of every answer that is not in the 200s; these are judged by what was asked.
_ANSWERED = "Failed to load resource: the server responded with a status of"
_BY_POLICY = "Content Security Policy"
# What a form or a link leads to may refuse; whatever else a page asks for must be there.
_MAY_REFUSE = ("document", "fetch", "xhr")


class Watch:
    """Listens to one visitor's browser; what it heard is taken away after each step."""

    def __init__(self, context: BrowserContext, home: Home) -> None:
        self._heard: list[tuple[Wrong, str]] = []
        self.status = 0  # of the last page, paper or picture that was gone to
        self.saved_a_file = False  # by the last answer
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        context.on("response", self._on_response)
        context.route(home.elsewhere, self._on_elsewhere)

    def taken(self) -> list[tuple[Wrong, str]]:
        """Return what was heard since the last time."""
        heard, self._heard = self._heard, []
        return heard

    def forget(self) -> None:
        """Begin a step."""
        self.status, self.saved_a_file = 0, False

    def answered(self, status: int, what: str) -> None:
        """Judge an answer to whoever went somewhere."""
        self.status = status
        if status >= 500:
            self._heard.append((Wrong.SERVER_ERROR, f"{status} {what[:200]}"))

    def _on_response(self, answer: Response) -> None:
        what = f"{answer.request.method} {answer.url}"
        if answer.request.is_navigation_request():
            headers = answer.headers
            shown = headers.get("content-type", "").startswith("text/html")
            self.saved_a_file = answer.status < 300 and (
                not shown or "attachment" in headers.get("content-disposition", "")
            )
            self.answered(answer.status, what)
        elif answer.status >= 500:
            self._heard.append((Wrong.SERVER_ERROR, f"{answer.status} {what[:200]}"))
        elif answer.status >= 400 and answer.request.resource_type not in _MAY_REFUSE:
            self._heard.append((Wrong.BROKEN_LINK, f"{answer.status} {what[:200]}"))

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(_ANSWERED):
            wrong = Wrong.POLICY if _BY_POLICY in message.text else Wrong.CONSOLE
            self._heard.append((wrong, message.text[:300]))

    def _on_error(self, error: WebError) -> None:
        said = f"uncaught: {error.error}"
        if not re.search(UNFADED, said):
            self._heard.append((Wrong.CONSOLE, said[:300]))

    def _on_elsewhere(self, route: Route) -> None:
        self._heard.append((Wrong.ELSEWHERE, route.request.url[:200]))
        route.abort()
