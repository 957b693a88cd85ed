"""What a developer's machine shows of mail: the inbox, and samples of every kind."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp, csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from shop.notifications import previews
from shop.notifications.composing import Composed
from shop.notifications.models import Mail
from shop.operations.development import local_only

# A mail needs its own inline styles, and nothing else; the sandbox keeps what it may hold from our origin.
MAIL_POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": [SELF],
    "form-action": [NONE],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
    "sandbox": True,
}


@require_safe
@local_only
def inbox(request: HttpRequest) -> HttpResponse:
    """List the shop's latest mail, newest first."""
    mails = Mail.objects.defer("text", "html")[:100]
    return render(request, "notifications/inbox.html", {"mails": mails})


@require_safe
@local_only
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one mail: its head, its fate and its text."""
    return render(request, "notifications/mail.html", {"mail": get_object_or_404(Mail, pk=pk)})


@require_safe
@local_only
@csp(MAIL_POLICY)
def mail_html(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a mail's HTML version as its reader sees it."""
    return HttpResponse(get_object_or_404(Mail.objects.exclude(html=""), pk=pk).html)


@require_safe
@local_only
def samples(request: HttpRequest) -> HttpResponse:
    """List a sample of every kind of mail."""
    found = [(name, previews.sample(name).subject) for name in previews.SAMPLES]
    return render(request, "notifications/samples.html", {"samples": found})


@require_safe
@local_only
@csp_update({"frame-src": [SELF]})
def sample(request: HttpRequest, name: str) -> HttpResponse:
    """Show a sample as a phone and a wide screen show it, and as text."""
    return render(request, "notifications/sample.html", {"name": name, "mail": _composed(name)})


@require_safe
@local_only
@xframe_options_sameorigin
@csp(MAIL_POLICY | {"frame-ancestors": [SELF]})
def sample_html(request: HttpRequest, name: str) -> HttpResponse:
    """Show a sample's HTML version, for the frames."""
    return HttpResponse(_composed(name).html)


def _composed(name: str) -> Composed:
    try:
        return previews.sample(name)
    except KeyError:
        raise Http404 from None
