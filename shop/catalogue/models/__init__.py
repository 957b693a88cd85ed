"""What the shop sells: a tree of categories, products, their variants and pictures."""

from shop.catalogue.models.alike import Alike
from shop.catalogue.models.category import Category, FormerPath
from shop.catalogue.models.picture import Picture
from shop.catalogue.models.price_change import PriceChange, PriceChangeLine
from shop.catalogue.models.product import FormerSlug, Product, ProductQuerySet, StockBand
from shop.catalogue.models.scheduled_price import ScheduledPrice
from shop.catalogue.models.variant import USUAL_HOLD, Variant, tax_rate

__all__ = [
    "USUAL_HOLD",
    "Alike",
    "Category",
    "FormerPath",
    "FormerSlug",
    "Picture",
    "PriceChange",
    "PriceChangeLine",
    "Product",
    "ProductQuerySet",
    "ScheduledPrice",
    "StockBand",
    "Variant",
    "tax_rate",
]
