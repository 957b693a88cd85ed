"""The pages of the dev inbox."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from shop.notifications.inbox import local_only
from shop.notifications.models import Mail

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
def dev_inbox(request: HttpRequest) -> HttpResponse:
    """List the shop's latest mail, newest first."""
    mails = Mail.objects.defer("text", "html")[:100]
    return render(request, "notifications/inbox.html", {"mails": mails})


@require_safe
@local_only
def dev_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one mail: its head, its fate and its text."""
    return render(request, "notifications/mail.html", {"mail": get_object_or_404(Mail, pk=pk)})


@require_safe
@local_only
@csp(MAIL_POLICY)
def dev_mail_html(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a mail's HTML version as its reader sees it."""
    return HttpResponse(get_object_or_404(Mail.objects.exclude(html=""), pk=pk).html)
