"""What shoppers say about mail: which they want, and that they want no more."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from shop.notifications.forms import PreferencesForm
from shop.notifications.models import MailPreferences
from shop.notifications.unsubscribing import UnknownToken, read


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Let a shopper choose what to get mail about."""
    kept = MailPreferences.objects.filter(user=request.user).first() or MailPreferences(user=request.user)
    form = PreferencesForm(request.POST if request.method == "POST" else None, instance=kept)
    if request.method == "POST" and form.is_valid():
        kept.language = get_language()
        kept.save()
        messages.success(request, _("Your mail preferences are saved."))
        return redirect("mail_preferences")
    return render(request, "notifications/preferences.html", {"form": form})


# Mail programs post here by themselves, without cookies: the token alone says who asks for what.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to leave a list, since whatever scans mail follows links; leave it when posted to."""
    try:
        mailing_list, who = read(token)
    except UnknownToken:
        raise Http404 from None
    if left := request.method == "POST":
        mailing_list.leave(who)
    response = render(request, "notifications/unsubscribe.html", {"title": mailing_list.title, "left": left})
    response["X-Robots-Tag"] = "noindex"
    return response
