"""Keeping the pictures of imported rows: files in the media folder, rows of Picture."""

from collections import defaultdict
from collections.abc import Container, Sequence
from itertools import chain, count

from django.core.files.storage import default_storage

from shop.catalogue.imaging import files
from shop.catalogue.models import Picture, Variant
from shop.storefront.importing.images import stem_of
from shop.storefront.importing.placing import Placed
from shop.storefront.importing.rows import ImageFile


def keep_pictures(placed: Sequence[Placed]) -> set[str]:
    """Make the pictures of each row's product what the row names; return the skus that brought new ones.

    Pictures that came with other rows or were added by hand stay. Files are named by their content,
    so that a repeat finds them there.
    """
    with_images = [each for each in placed if each.row.images is not None]
    if not with_images:
        return set()
    there: dict[int, list[Picture]] = defaultdict(list)
    for picture in Picture.objects.filter(product__in={each.product.pk for each in with_images}):
        there[picture.product_id].append(picture)
    new = {each.row.sku: _reconcile(each, there[each.product.pk]) for each in with_images}
    _name_variants({each.row.sku: new[each.row.sku] for each in with_images if each.row.parent})
    Picture.objects.bulk_create(picture for pictures in new.values() for picture in pictures)
    return {sku for sku, pictures in new.items() if pictures}


def _name_variants(new: dict[str, list[Picture]]) -> None:
    """Say which variant a picture shows: one that came with a variant's own row shows that."""
    wanted = [sku for sku, pictures in new.items() if pictures]
    if not wanted:
        return
    for sku, variant in Variant.objects.filter(sku__in=wanted).values_list("sku", "pk"):
        for picture in new[sku]:
            picture.variant_id = variant


def _reconcile(placed: Placed, there: list[Picture]) -> list[Picture]:
    """Remove what the row no longer names; return what is new, unsaved, in the places that came free."""
    images = {image.name: image for image in placed.row.images or []}
    kept = {picture.file.name for picture in there}
    places = count(max((picture.position for picture in there), default=-1) + 1)
    free = chain(_remove_stale(stem_of(placed.row.sku), images, there), places)
    new = [_picture(placed, image, next(free)) for name, image in images.items() if name not in kept]
    there.extend(new)
    return new


def _remove_stale(stem: str, names: Container[str], there: list[Picture]) -> list[int]:
    stale = [old for old in there if old.file.name.startswith(stem) and old.file.name not in names]
    for picture in stale:
        there.remove(picture)
        picture.delete()
        files.discard(picture.file.name, picture.widths)
    return sorted(picture.position for picture in stale)


def _picture(placed: Placed, image: ImageFile, position: int) -> Picture:
    if not default_storage.exists(image.name):
        files.write(image.name, image.path.read_bytes())
        image.path.unlink()
    return Picture(
        product=placed.product,
        file=image.name,
        alt=image.alt,
        width=image.width,
        height=image.height,
        position=position,
    )
