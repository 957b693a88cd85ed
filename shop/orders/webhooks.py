"""Where payment providers tell us what happened."""

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shop.inventory.locking import Busy
from shop.orders.settlement import NotYet, settle
from shop.payments.choosing import hosted
from shop.payments.providers import BadEvent

logger = logging.getLogger(__name__)

LARGEST = 256 * 1024  # bytes; Stripe's own are a few thousand
AGAIN = {"Retry-After": "10"}


# A provider has no cookie of ours to forge a request with: its signature is the proof.
@csrf_exempt
@require_POST
def payment_webhook(request: HttpRequest, provider: str) -> HttpResponse:
    """Settle an event. Providers repeat what is not answered with 200."""
    if (sender := hosted(provider)) is None:
        raise Http404
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return HttpResponse("too large", status=413)
    try:
        outcome = settle(sender.read_event(request.body, request.headers))
    except BadEvent as error:
        logger.warning("An event of %s was refused: %s", provider, error)
        return HttpResponse("not signed, or too old", status=400)
    except (NotYet, Busy) as error:
        logger.warning("An event of %s has to come again: %s", provider, error)
        return HttpResponse("please repeat", status=503, headers=AGAIN)
    return HttpResponse(outcome)
