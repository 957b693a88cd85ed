"""The page on which shoppers pay with `demo`. It looks as if it were somebody else's."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop.payments.demo import Demo, end
from shop.payments.models import DemoSession

State = DemoSession.State


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def demo_payment(request: HttpRequest, session: str) -> HttpResponse:
    """Ask for the money, and take it, decline it, or send the shopper back with the session left open."""
    if Demo.code not in settings.PAYMENT_PROVIDERS:
        raise Http404
    asked = get_object_or_404(DemoSession, pk=session)
    if request.method != "POST":
        return render(request, "payments/demo.html", {"session": asked, "over": asked.state != State.OPEN})
    if request.POST.get("answer") == "pay":
        return redirect(asked.paid_url if end(asked.pk, State.PAID) else request.path)
    if request.POST.get("answer") == "decline":
        end(asked.pk, State.DECLINED)
    return redirect(asked.back_url)
