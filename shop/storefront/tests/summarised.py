"""Products whose columns for lists say what their variants and their stock say."""

from django.conf import settings

from shop.catalogue.models import Product, StockBand
from shop.catalogue.tests.factories import make_product


def make_summarised(title: str = "", **fields: object) -> Product:
    """Make a product, and fill what lists filter and sort by."""
    product = make_product(title, **fields)
    offered = list(product.variants.filter(archived=False).select_related("stock"))
    left = max(
        (variant.stock.available if hasattr(variant, "stock") else 0 for variant in offered), default=0
    )
    product.on_sale = any(variant.on_sale for variant in offered)
    product.lowest_price = min((variant.price for variant in offered), default=None)
    product.stock_band = _band(left)
    product.save()
    return product


def _band(left: int) -> StockBand:
    if not left:
        return StockBand.NONE
    return StockBand.FEW if left <= settings.FEW_LEFT else StockBand.PLENTY
