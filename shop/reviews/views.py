"""Writing a review, changing it, taking it back."""

from http import HTTPStatus
from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from components.review import ReviewCard
from shop.catalogue.models import Product
from shop.catalogue.pictures import first_images
from shop.reviews import writing
from shop.reviews.entitlement import MayNot, own_reviews, reviewable_line
from shop.reviews.forms import ReviewForm, initial_of
from shop.reviews.keeping import keep
from shop.reviews.models import Review
from shop.reviews.reading import card_of, photos_of
from shop.reviews.standing import to_review


class Own(NamedTuple):
    """A review as its author's account shows it."""

    review: Review
    card: ReviewCard


form_page = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@form_page
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask a buyer for their review of a product, and keep it; tell everybody else why not.

    A form that is sent twice leads to the review that it wrote at first.
    """
    product = get_object_or_404(Product.objects.exclude(state=Product.State.DRAFT), slug=slug)
    author = request.user if request.user.is_authenticated else None
    try:
        line = reviewable_line(product.pk, request)
        initial = {"name": line.order.name.partition(" ")[0]}
        form = ReviewForm(request.POST or None, request.FILES or None, initial=initial)
        review = keep(form, lambda words: writing.write(line, author, words))
    except MayNot as no:
        return _may_not(request, product, no)
    return _answer(request, form, product, review, kept=review is not None)


@never_cache
@form_page
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an author change what they said."""
    own = _own(request, pk)
    known = {"initial": initial_of(own), "photos": own.photos.all()}
    form = ReviewForm(request.POST or None, request.FILES or None, **known)
    changed = keep(form, lambda words: writing.edit(own, words))
    return _answer(request, form, own.product, changed or own, kept=changed is not None)


@never_cache
@form_page
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether an author means it, and take the review back for good."""
    own = _own(request, pk)
    if request.method == "POST":
        writing.delete(own)
        messages.success(request, _("Your review is deleted."))
        return redirect(f"{own.product.get_absolute_url()}#reviews")
    return render(request, "reviews/delete.html", {"review": own, "card": card_of(own)})


@login_required
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show what a shopper has reviewed, and what they may review."""
    own = own_reviews(request).select_related("product").prefetch_related("photos")
    written = [Own(review, card_of(review)) for review in own]
    return render(request, "reviews/mine.html", {"written": written, "waiting": to_review(request.user)})


def _own(request: HttpRequest, pk: int) -> Review:
    """The review, if it is theirs; raises Http404 for another's, as for one that does not exist."""
    return get_object_or_404(own_reviews(request).select_related("product"), pk=pk)


def _answer(
    request: HttpRequest, form: ReviewForm, product: Product, review: Review | None, *, kept: bool
) -> HttpResponse:
    if kept and not form.errors:
        return _thanks(request, review)
    photos = photos_of(review) if review else {}
    context = {"form": form, "review": review, "photos": photos, **_about(product)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "reviews/form.html", context, status=status)


def _thanks(request: HttpRequest, review: Review) -> HttpResponse:
    """Lead to where the review stands, on top."""
    at = review.product.get_absolute_url()
    if review.state == Review.State.PUBLISHED:
        messages.success(request, _("Thank you. Your review is on the page."))
        return redirect(f"{at}?sort=newest#review-{review.pk}")
    messages.success(request, _("Thank you. We read your review before it is on the page."))
    return redirect(f"{at}#reviews")


def _may_not(request: HttpRequest, product: Product, no: MayNot) -> HttpResponse:
    if no.review:
        return redirect("review_edit", no.review.pk)
    refused = request.method == "POST"
    status = HTTPStatus.FORBIDDEN if refused else HTTPStatus.OK
    return render(request, "reviews/may_not.html", {"no": no, **_about(product)}, status=status)


def _about(product: Product) -> dict[str, object]:
    return {"product": product, "image": first_images([product.pk]).get(product.pk)}
