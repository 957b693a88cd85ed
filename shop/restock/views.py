"""Asking to be told, and confirming it."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from components.fragments import partials
from components.notice import Notice
from shop.http import HtmxRequest
from shop.restock import signing_up
from shop.restock.forms import SignUpForm
from shop.restock.signing_up import LinkTooOld, product_link, sign_up, sign_ups_of, signed_up


@require_POST
def ask(request: HtmxRequest) -> HttpResponse:
    """Let somebody wait for a variant. Who is on the list already is told no other than who is not."""
    form = SignUpForm(request.POST)
    if not form.is_valid():
        return _refused(request, form)
    variant = form.cleaned_data["variant"]
    user = request.user if request.user.is_authenticated else None
    said = _said(variant.product.title, known=sign_up(variant, form.cleaned_data["email"], user))
    if request.htmx:
        return HttpResponse(partials(Notice(said, "success")))
    messages.success(request, said)
    return redirect(product_link(variant))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HtmxRequest, token: str) -> HttpResponse:
    """Ask whether it was them, since whatever scans mail follows links; take them in when posted to."""
    try:
        found = signing_up.confirm(token) if request.method == "POST" else signed_up(token)
    except LinkTooOld:
        return render(request, "restock/too_old.html", status=HTTPStatus.GONE)
    if request.method == "POST":
        return redirect(request.path)
    return render(request, "restock/confirm.html", {"sign_up": found, "link": product_link(found.variant)})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HtmxRequest) -> HttpResponse:
    """Show what the shopper's confirmed addresses wait for, and let go of one of them."""
    waiting = sign_ups_of(request.user)
    if request.method == "POST":
        chosen = request.POST.get("stop", "")
        waiting.filter(pk=chosen if chosen.isdecimal() else None).delete()
        return redirect("restock_mine")
    return render(request, "restock/mine.html", {"sign_ups": waiting})


def _said(title: str, *, known: bool) -> str:
    if known:
        return _("We write to you when %(title)s is back.") % {"title": title}
    return _(
        "One step is left: look into your inbox and confirm that you want to know when %(title)s is back."
    ) % {"title": title}


def _refused(request: HtmxRequest, form: SignUpForm) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if request.htmx:
        wrong = " ".join(error for errors in form.errors.values() for error in errors)
        return HttpResponse(partials(Notice(wrong, "error")), status=status)
    return render(request, "restock/ask.html", {"form": form}, status=status)
