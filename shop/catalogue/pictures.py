"""Pictures as pages show them."""

from collections.abc import Iterable

from django.core.cache import caches

from components.catalogue import Image
from shop.catalogue.imaging.files import rendition_name
from shop.catalogue.models import Picture


def image_of(picture: Picture) -> Image:
    """Return the picture as components take it; without words of its own it is called by its product."""
    return Image(
        src=picture.file.url,
        width=picture.width,
        height=picture.height,
        alt=picture.alt or picture.product.title,
        colour=picture.colour,
        avif=srcset(picture.file.url, picture.widths, "avif"),
        webp=srcset(picture.file.url, picture.widths, "webp"),
    )


def first_images(products: Iterable[int]) -> dict[int, Image]:
    """Return the first picture of each product that has one, up to CATALOGUE_SECONDS old, in one query."""
    keys = {f"image:{pk}": pk for pk in products}
    known = caches["near"].get_many(keys)
    missing = [pk for key, pk in keys.items() if key not in known]
    read = _first_images(missing) if missing else {}
    caches["near"].set_many({f"image:{pk}": read.get(pk) for pk in missing})
    return {keys[key]: image for key, image in known.items() if image} | read


def srcset(url: str, widths: Iterable[int], suffix: str) -> str:
    """Return the renditions of a picture as browsers choose from them."""
    return ", ".join(f"{rendition_name(url, width, suffix)} {width}w" for width in widths)


def _first_images(products: list[int]) -> dict[int, Image]:
    pictures = Picture.objects.filter(product__in=products).select_related("product")
    shown = ("file", "width", "height", "alt", "colour", "widths", "product__title")
    last_first = pictures.only(*shown).reverse()
    return {picture.product_id: image_of(picture) for picture in last_first}
