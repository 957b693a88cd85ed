"""The texts that a new shop starts with: templates, which say of themselves that they are."""

from pathlib import Path

from django.db import models

NOTICE = (
    "> **A template, not yet the shop’s own text.** It came with the software. Whoever runs {shop} has to "
    "adapt it and have it checked by somebody who knows the law before anything is sold."
)
# Slug, title, summary, in the order of the footer.
FIRST = (
    ("terms", "Terms of sale", "What you and the shop agree on when you order."),
    ("delivery", "Delivery and returns", "How things reach you, and how you send them back."),
    ("privacy", "Privacy", "What the shop knows about you, why, and for how long."),
    ("about", "About the shop", "Who runs the shop, and where to find them."),
    ("contact", "Contact", "Write to the shop: about an order, a product or anything else."),
)


def write_missing(pages: type[models.Model]) -> None:
    """Write those pages that are not there; others are left as the merchant has them."""
    for position, (slug, title, summary) in enumerate(FIRST, 1):
        text = Path(__file__).with_name(f"{slug}.md").read_text()
        words = {"title": title, "summary": summary, "text": text.replace("{notice}", NOTICE)}
        pages.objects.get_or_create(slug=slug, defaults={**words, "position": 10 * position})
