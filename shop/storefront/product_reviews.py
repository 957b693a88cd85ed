"""The reviews on a product's page: what they come to, the first of them, the others as they are asked for."""

from django.http import HttpResponse
from django.shortcuts import render

from components.rating import RatingSummary
from shop.http import HtmxRequest
from shop.live.watching import watch
from shop.reviews.averages import stars_of
from shop.reviews.reading import Asked, ReviewList, review_list
from shop.reviews.standing import why_not

# By the DOM id of what HTMX puts it in.
PARTS = {"review-list": "reviews/_list.html", "more-reviews": "reviews/_list.html#more"}


def part(request: HtmxRequest, product: int) -> HttpResponse | None:
    """Answer HTMX with the reviews that it asks for; None where the page is asked for."""
    if not request.htmx or request.htmx.history_restore_request:
        return None
    template = PARTS.get(request.headers.get("HX-Target", "").rpartition("#")[2])
    return template and render(request, template, {"reviews": _asked_for(request, product)})


def reviews(request: HtmxRequest, rating: RatingSummary) -> dict[str, object]:
    """Return what the page shows of reviews, and let it follow their average."""
    watch(request, "rating", {rating.product: rating.version})
    return {
        "stars": stars_of(rating),
        "reviews": _asked_for(request, rating.product) if rating.count else None,
        "standing": why_not(rating.product, request),
    }


def _asked_for(request: HtmxRequest, product: int) -> ReviewList:
    return review_list(product, Asked.read(request.GET), request.user)
