"""Open pages see what is changed while they are open. In development only, where DEBUG is on."""

import json
import time
from collections.abc import Callable, Iterator
from importlib import invalidate_caches, reload
from pathlib import Path

from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.autoreload import file_changed
from django.utils.html import format_html

from components import previews

_python = {"read": time.time_ns()}  # what changes of it starts the process anew, but for the samples
_STYLES = {".css"}
_PAGES = {".html", ".js", ".svg", ".md"}
_FOLDERS = ("components", "templates", "theme/static", "theme/themes")


def newest() -> str:
    """Return, as JSON, when styles and all else that pages are made of were last changed."""
    changed = {file: file.stat().st_mtime_ns for file in _files()}
    styles, pages = (
        [at for file, at in changed.items() if file.suffix in kind] for kind in (_STYLES, _PAGES)
    )
    # How many there are tells of a file that was taken away.
    return json.dumps(
        {"styles": [len(styles), max(styles)], "pages": [_python["read"], len(pages), max(pages)]}
    )


def _files() -> Iterator[Path]:
    for folder in _FOLDERS:
        found = Path(settings.BASE_DIR, folder).rglob("*")
        yield from (file for file in found if file.suffix in _STYLES | _PAGES)


@receiver(file_changed)
def _read_samples(file_path: Path, **_signal: object) -> bool:
    """Read changed samples and return that no new process is needed for it, which would take seconds."""
    if file_path != Path(previews.__file__):
        return False
    try:
        invalidate_caches()  # they may import a module that was just written
        reload(previews)
    except Exception:  # noqa: BLE001  whatever is wrong with them, a new process says it
        return False
    _python["read"] = time.time_ns()
    return True


def reloading(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give every page the script that asks for changes (middleware)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
            script = format_html('<script defer src="{}"></script></head>', static("workshop/reload.js"))
            response.content = response.content.replace(b"</head>", script.encode(), 1)
        return response

    return middleware
