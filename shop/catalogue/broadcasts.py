"""What open pages learn when a merchant changes what is sold."""

from collections.abc import Collection

from django.db.models import F

from shop.catalogue.models import Product, Variant
from shop.live.topics import announce


def products_changed(products: Collection[int]) -> None:
    """Tell every open page, after commit, that whatever it shows of these products' variants changed."""
    Product.objects.filter(pk__in=products).touch()
    variants = Variant.objects.filter(product__in=products)
    variants.update(version=F("version") + 1)
    announce("variant", *variants.values_list("pk", flat=True))
