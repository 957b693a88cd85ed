"""Addresses for new products: from the title, and where that is taken, from title and sku."""

import hashlib
from collections.abc import Sequence

from django.utils.text import slugify

from shop.catalogue.models import FormerSlug, Product
from shop.storefront.importing.placing import Placed

LONGEST_TITLE = 200


def give_slugs(new: Sequence[Placed]) -> None:
    """Set a slug on each new product that none has or had, with two queries for all of them."""
    candidates = [_candidates(placed) for placed in new]
    wanted = [slug for slugs in candidates for slug in slugs]
    taken = {
        slug
        for slugs in (Product.objects, FormerSlug.objects)
        for slug in slugs.filter(slug__in=wanted).values_list("slug", flat=True)
    }
    for placed, slugs in zip(new, candidates, strict=True):
        placed.product.slug = next(slug for slug in slugs if slug not in taken)
        taken.add(placed.product.slug)


def _candidates(placed: Placed) -> tuple[str, str, str]:
    """The last one can only be taken by this very sku: slugs forget case and signs, the digest does not."""
    sku = placed.row.sku
    title = slugify(placed.product.title)[:LONGEST_TITLE].strip("-") or "product"
    digest = hashlib.blake2s(sku.encode(), digest_size=6).hexdigest()
    return title, f"{title}-{slugify(sku)}", f"{title}-{digest}"
