"""What a request may be written in: UTF-8, as every browser writes it."""

import codecs
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


def utf8_only(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse a body that is declared to be in anything else (middleware).

    By others, UTF-7 for one, half a surrogate pair gets into a form: no page and no database can write it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            raise BadRequest("Requests must be UTF-8.")
        return get_response(request)

    return middleware
