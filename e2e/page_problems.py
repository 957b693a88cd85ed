"""What a page complains about in the browser's console: errors, blocked content, uncaught exceptions."""

import re
from collections.abc import Callable, Iterable

from playwright.sync_api import BrowserContext, ConsoleMessage, WebError

# Opens a further context: a second shopper, or one without JavaScript.
Opener = Callable[..., BrowserContext]
# What a browser says while its shop is away: the socket is refused until the shop is back.
SHOP_AWAY = r"WebSocket|ws://|htmx:ws:error|ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET"

# What Chromium says when the next page comes too soon, or too late, to be faded to: it is there all the same.
UNFADED = r"^uncaught: .*Transition was aborted because of invalid state"
# What Firefox says of a page that is left while it asks for something.
LEFT_ASKING = r"^htmx: htmx:error: NetworkError when attempting to fetch resource"
# And of a socket that is given up before it was open: its page is left, or follows other things by now.
GIVEN_UP = r"^uncaught: (Firefox can’t establish a connection to the server at|The connection to) wss?://"


class PageProblems:
    """Collects the complaints of every context it watches, save those a test has allowed."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self._allowed = [re.compile(pattern) for pattern in (UNFADED, LEFT_ASKING, GIVEN_UP, *allowed)]
        self._seen: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        """Listen to all pages of a context, those it has and those it will have."""
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)

    def allow(self, pattern: str) -> None:
        """Let complaints pass that the regular expression is found in, earlier ones as well."""
        self._allowed.append(re.compile(pattern))

    def unexpected(self) -> list[str]:
        """Return the complaints that nothing allowed, each once."""
        seen, self._seen = self._seen, []
        return [said for said in seen if not any(pattern.search(said) for pattern in self._allowed)]

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._seen.append(f"{message.text} ({message.location['url']})")

    def _on_error(self, error: WebError) -> None:
        self._seen.append(f"uncaught: {error.error}")
