"""What the browser itself is told that our pages do not need."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_UNUSED = (
    *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope"),
    *("magnetometer", "microphone", "midi", "serial", "usb"),
)
PERMISSIONS = ", ".join(f"{feature}=()" for feature in _UNUSED)


def restrained(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Send a Permissions-Policy with every answer (middleware)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return middleware
