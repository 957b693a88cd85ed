"""What readers do with a review: find it helpful, or report it. Who is not signed in is asked to."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from components.fragments import partials
from components.notice import Notice
from shop.http import HtmxRequest, way_back
from shop.inventory.locking import Busy
from shop.reviews.forms import ReportForm
from shop.reviews.models import Review
from shop.reviews.reading import button_of, card_of
from shop.reviews.reporting import NoReport, report
from shop.reviews.voting import NoVote, unvote, vote

PUBLISHED = Review.objects.filter(state=Review.State.PUBLISHED).select_related("product")


@require_POST
def helpful(request: HtmxRequest) -> HttpResponse:
    """Count a shopper among those who found a review helpful, or no longer."""
    given, pk = "vote" in request.POST, request.POST.get("vote") or request.POST.get("unvote", "")
    review = get_object_or_404(PUBLISHED, pk=pk if pk.isdecimal() else None)
    back = f"{way_back(request, review.product.get_absolute_url())}#review-{review.pk}"
    if not request.user.is_authenticated:
        return _sign_in(request, back)
    try:
        voted = (vote if given else unvote)(review, request.user)
    except NoVote:
        return _told(request, _("This review is your own."), back, HTTPStatus.CONFLICT)
    except Busy:
        return _told(
            request, _("A lot is going on right now: please try again."), back, HTTPStatus.SERVICE_UNAVAILABLE
        )
    if request.htmx:
        return HttpResponse(partials(button_of(voted, request.user)))
    return redirect(back)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what is wrong with a review, and tell the merchant."""
    review = get_object_or_404(PUBLISHED.prefetch_related("photos"), pk=pk)
    form = ReportForm(request.POST or None)
    if form.is_valid() and _reported(form, review, request):
        messages.success(request, _("Thank you. We look at this review."))
        return redirect(f"{review.product.get_absolute_url()}#reviews")
    context = {"form": form, "review": review, "card": card_of(review)}
    return render(request, "reviews/report.html", context, status=422 if form.errors else 200)


def _reported(form: ReportForm, review: Review, request: HttpRequest) -> bool:
    try:
        report(review, request.user, form.cleaned_data["reason"])
    except ValidationError as error:
        form.add_error(None, error)
    except NoReport:
        form.add_error(None, _("This review is not on the page any more."))
    except Busy:
        form.add_error(None, _("A lot is going on right now. Nothing was lost: please try again."))
    return not form.errors


def _sign_in(request: HtmxRequest, back: str) -> HttpResponse:
    """Ask who it is, and come back to where the review stands."""
    where = reverse("account_login", query={"next": back})
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": where})
    return redirect(where)


def _told(request: HtmxRequest, text: str, back: str, status: HTTPStatus) -> HttpResponse:
    if request.htmx:
        return HttpResponse(partials(Notice(text, "error")), status=status)
    messages.error(request, text)
    return redirect(back)
