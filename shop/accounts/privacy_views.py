"""What the shop holds about the shopper: to take along, or to be forgotten."""

from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shop.accounts import privacy
from shop.accounts.account_forms import PasswordForm


@login_required
@never_cache
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Say what is held, and offer both."""
    return render(request, "account/privacy.html")


@login_required
@never_cache
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Hand over everything, as a file."""
    options = {"indent": 2, "ensure_ascii": False}
    answer = JsonResponse(privacy.export(request.user), json_dumps_params=options)
    answer["Content-Disposition"] = f'attachment; filename="fastshop-{timezone.localdate()}.json"'
    return answer


@sensitive_post_parameters("password")
@login_required
@rate_limit(action="reauthenticate")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """Explain what goes and what stays, ask for the password again, and delete the account."""
    form = PasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            privacy.delete_account(request.user)
        except privacy.NotYet:
            return redirect("account_delete")
        logout(request)
        messages.success(request, _("Your account is deleted. Thank you for having been here."))
        return redirect("home")
    context = {"form": form, "obstacles": privacy.obstacles(request.user)}
    return render(request, "account/delete.html", context, status=422 if form.errors else 200)
