"""From a form that was sent to a review that is kept: words first, then photos."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from shop.inventory.locking import Busy
from shop.reviews.forms import ReviewForm
from shop.reviews.models import Review
from shop.reviews.photos import Refused, add_photos, remove_photo
from shop.reviews.words import Words


def keep(form: ReviewForm, change: Callable[[Words], Review]) -> Review | None:
    """Write or edit a review by `change`, and settle its photos; the form's errors say what is refused.

    Returns the review once its words are kept, also when its photos are refused then. Raises MayNot and
    whatever else `change` does not say of the words.
    """
    if not form.is_valid():
        return None
    try:
        review = change(form.words())
    except ValidationError as error:
        form.add_error(None, error)
    except Busy:
        form.add_error(None, _("A lot is going on right now. Nothing was lost: please try again."))
    else:
        _settle_photos(form, review)
        return review
    return None


def _settle_photos(form: ReviewForm, review: Review) -> None:
    """A file cannot be filled in again: so words are kept, and only photos have to be chosen anew."""
    try:
        for photo in form.cleaned_data["gone"]:
            remove_photo(photo)
        add_photos(review, form.cleaned_data["photos"])
    except Refused as refused:
        form.add_error("photos", _("Your words are kept. %(why)s") % {"why": refused})
    except Busy:
        form.add_error("photos", _("Your words are kept, the photos are not: please choose them again."))
