"""Texts of the merchant's own."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# Checkout and footer rely on these: their address stays, and so do they.
OWED = ("terms", "privacy", "delivery", "about", "contact")


class Page(models.Model):
    """One page of text, in Markdown and in the catalogue's one language. Every page stands in the footer."""

    slug = models.SlugField(_("address"), unique=True, help_text=_("The last part of the page’s address."))
    title = models.CharField(_("title"), max_length=60)
    summary = models.CharField(
        _("summary"), max_length=155, blank=True, help_text=_("One sentence, for search engines.")
    )
    text = models.TextField(
        _("text"),
        max_length=100_000,
        help_text=_(
            "Markdown: an empty line begins a paragraph, ## a heading, - a list. {shop}, {address} and "
            "{email} stand for the shop’s name, its postal address and its e-mail address."
        ),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=100)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page's address; the one about contact has the form."""
        return reverse("contact") if self.slug == "contact" else reverse("page", args=[self.slug])

    @property
    def owed(self) -> bool:
        """Whether the shop must not be without it."""
        return self.slug in OWED
