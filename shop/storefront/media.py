"""Uploaded files, served by the process itself where no nginx does it."""

from http import HTTPStatus
from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django.views.static import serve

TYPES = {
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
# No name is used twice, so what a browser has stays good. A drawing may have styles, and run nothing.
HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
}


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with an uploaded file, whole: Daphne warns of files that Django would stream."""
    try:
        found = serve(request, path, document_root=settings.MEDIA_ROOT)
    except (OSError, ValueError):  # a name that no file system would take
        raise Http404 from None
    if found.status_code == HTTPStatus.NOT_MODIFIED:
        return found
    kind = TYPES.get(PurePosixPath(path).suffix, "application/octet-stream")
    kept = {"Content-Type": kind, "Last-Modified": found["Last-Modified"]}
    return HttpResponse(found.getvalue(), headers=kept | HEADERS)
