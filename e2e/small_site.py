"""A site of a few pages, for tests of what looks at a site."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from e2e.crawling.addresses import Home

PAGE = '<!DOCTYPE html><html lang="en"><title>Small</title><link rel="icon" href="data:,"><body>{}'
FORM = (
    '<form method="post" action="/sent/"><input name="words" aria-label="Words"><button>Send</button></form>'
)
HTML, SCRIPT = "text/html; charset=utf-8", "text/javascript"
POLICY = "default-src 'self'; img-src 'self' data:"

# What a page answers with: from the path and what was sent to it, its status and text.
Answer = Callable[[str, str], tuple[int, str]]


@contextmanager
def serving(answer: Answer, policy: str = POLICY, kind: str = HTML) -> Iterator[Home]:
    """Serve a site of a few pages. A text that is an address is where the browser, or htmx, is led to."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            status, text = answer(self.path, sent)
            self.send_response(status)
            told = SCRIPT if self.path.endswith(".js") else kind
            self.send_header("Content-Type", told)
            self.send_header("Content-Security-Policy", policy)
            if text.startswith("/"):
                self.send_header("Location" if status == 302 else "HX-Redirect", text)
            self.end_headers()
            self.wfile.write((PAGE.format(text) if told == HTML else text).encode())

        do_POST = do_GET  # noqa: N815  the name that http.server looks for

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Home(f"http://127.0.0.1:{server.server_port}")
    server.shutdown()


def one_page(text: str) -> Answer:
    return lambda path, _sent: (200, text) if path == "/" else (404, "")
