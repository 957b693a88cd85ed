"""What whoever reviews or reports is asked for."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from components.rating import StarInput
from shop.reviews.models import STARS, Report, Review, ReviewPhoto
from shop.reviews.photos import MOST
from shop.reviews.words import Words


class StarRadios(forms.RadioSelect):
    """Radios that the component StarInput draws; what is wrong with them leads to the first."""

    def id_for_label(self, _id: str, _index: str | None = None) -> str:
        """Return the DOM id of the first radio."""
        return "stars-1"


class PhotosInput(forms.FileInput):
    """Takes several files."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """A list of uploaded files, empty for none."""

    widget = PhotosInput({"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files, none of them empty."""
        return [super(PhotosField, self).clean(each, initial) for each in data or []]


class ReviewForm(forms.Form):
    """A review as its author writes it; of one that stands, which of its photos go."""

    stars = forms.TypedChoiceField(
        label=_("Your rating"),
        choices=[(stars, stars) for stars in STARS],
        coerce=int,
        widget=StarRadios,
        error_messages={"required": _("Choose one to five stars.")},
    )
    title = forms.CharField(label=_("In a few words"), max_length=120, required=False)
    text = forms.CharField(
        label=_("Your review"), max_length=5000, required=False, widget=forms.Textarea({"rows": 7})
    )
    name = forms.CharField(
        label=_("Shown as"),
        max_length=60,
        help_text=_("Everybody can read this name."),
        error_messages={"required": _("Say by which name your review is shown.")},
    )
    photos = PhotosField(
        label=_("Add photos"), required=False, help_text=_("Up to %(most)d.") % {"most": MOST}
    )
    gone = forms.ModelMultipleChoiceField(ReviewPhoto.objects.none(), required=False)

    def __init__(self, *args: Any, photos: QuerySet[ReviewPhoto] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if photos is not None:
            self.fields["gone"].queryset = photos

    @property
    def star_input(self) -> StarInput:
        """The radios as they stand: what was chosen, and what is wrong with it."""
        chosen = str(self["stars"].value() or "")
        return StarInput(int(chosen) if chosen in map(str, STARS) else 0, tuple(self["stars"].errors))

    @property
    def gone_pks(self) -> list[int]:
        """Which photos are marked to go."""
        return [int(pk) for pk in self["gone"].value() or () if str(pk).isdecimal()]

    def words(self) -> Words:
        """Return what the author says, in the language of the page they say it on."""
        said = {name: self.cleaned_data[name] for name in ("name", "stars", "title", "text")}
        return Words(**said, language=get_language())


class ReportForm(forms.Form):
    """What is wrong with a review."""

    reason = forms.CharField(
        label=_("What is wrong with it?"),
        max_length=Report._meta.get_field("reason").max_length,
        widget=forms.Textarea({"rows": 4}),
    )


def initial_of(review: Review) -> dict[str, Any]:
    """Return how the form begins for a review that stands."""
    return {name: getattr(review, name) for name in ("stars", "title", "text", "name")}
