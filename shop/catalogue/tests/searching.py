"""What a test asks the search."""

from shop.catalogue.models import Product
from shop.catalogue.search.finding import find
from shop.catalogue.search.matching import matching


def hits(query: str) -> list[str]:
    """Return the titles of what is found, the best first."""
    found = matching(Product.objects.published(), find(query))
    return list(found.order_by("rank").values_list("title", flat=True))
