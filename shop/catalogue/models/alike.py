"""How many products of a kind lists show, so that counting them is not going through them all."""

from django.db import models

from shop.catalogue.models.category import Category
from shop.catalogue.models.product import StockBand


class Alike(models.Model):
    """So many listed products, or so many fewer, that no facet tells apart.

    The database notes here whatever happens to a listed product, in the same transaction. Rows are only
    added, and in sum they are true at any time; so nobody waits for anybody. `shop.storefront.likeness` folds
    them: then `lowest_price` and `rating` stand for all that are counted alike with them.
    """

    # No constraint: each row would ask for the category, and rows that add up to nothing keep none alive.
    category = models.ForeignKey(
        Category, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    brand = models.CharField(max_length=120, blank=True)
    lowest_price = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    on_sale = models.BooleanField()
    stock_band = models.PositiveSmallIntegerField(choices=StockBand)
    rating = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    n = models.IntegerField()
    folded = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.n:+} of {self.brand} in {self.category_id}"
