"""Pictures as pages show them."""

from collections.abc import Iterable

from components.catalogue import Image
from shop.catalogue.models import Picture


def image_of(picture: Picture) -> Image:
    """Return the picture as components take it; without words of its own it is called by its product."""
    return Image(picture.file.url, picture.width, picture.height, picture.alt or picture.product.title)


def first_images(products: Iterable[int]) -> dict[int, Image]:
    """Read the first picture of each product that has one, in one query."""
    pictures = Picture.objects.filter(product__in=list(products)).select_related("product")
    last_first = pictures.only("file", "width", "height", "alt", "product__title").reverse()
    return {picture.product_id: image_of(picture) for picture in last_first}
