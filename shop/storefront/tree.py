"""Ways through the category tree."""

from itertools import accumulate

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from shop.catalogue.models import Category, FormerPath, Picture, Product
from shop.catalogue.pictures import image_of
from shop.storefront.errors import NothingHere

TOP_CAP = 8


def category_at(path: str) -> Category | None:
    """Return the category that is, or was, at a path; none for no path. Raises NothingHere."""
    if not path:
        return None
    if category := Category.objects.filter(path=path).first():
        return category
    former = FormerPath.objects.filter(path=path).select_related("category").first()
    if former is None:
        raise NothingHere(_("There is no such category."))
    return former.category


def top_categories() -> QuerySet[Category]:
    """Return the first categories of the tree's top row, as the merchant ordered them."""
    return Category.objects.filter(parent=None)[:TOP_CAP]


def pictured_categories() -> list[Category]:
    """Return the top categories, each with an `image` of a product in it or below it, else None."""
    below = Q(path__startswith=Concat(OuterRef(OuterRef("path")), Value("/")))
    tree = Category.objects.order_by().filter(Q(pk=OuterRef(OuterRef("pk"))) | below)
    pictures = Picture.objects.filter(product__state=Product.State.PUBLISHED, product__category__in=tree)
    pictures = pictures.order_by("-product_id", "position", "pk")
    categories = list(top_categories().annotate(picture=Subquery(pictures.values("pk")[:1])))
    chosen = Picture.objects.select_related("product").in_bulk({category.picture for category in categories})
    for category in categories:
        category.image = image_of(chosen[category.picture]) if category.picture else None
    return categories


def breadcrumbs(category: Category | None) -> list[Category]:
    """Return the way from the top down to the category, itself included."""
    if category is None:
        return []
    *above, _own = accumulate(category.path.split("/"), lambda above, slug: f"{above}/{slug}")
    ancestors = Category.objects.filter(path__in=above) if above else []
    return [*sorted(ancestors, key=lambda step: len(step.path)), category]
