"""Taking in a picture from outside: nothing of the file is kept but what it looks like."""

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from shop.catalogue.imaging.colours import in_srgb, is_transparent

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
LONGEST_SIDE = 20_000
MASTER_SIDE = 2_400


class Readable(Protocol):
    """A file that is open for reading bytes."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes."""


class Unacceptable(Exception):
    """A file cannot be taken as a picture; the message says why, for who sent it."""


@dataclass(frozen=True, slots=True)
class Master:
    """A picture written anew: upright, in sRGB, without metadata, no side above MASTER_SIDE pixels."""

    content: bytes
    suffix: str  # ".jpg", or ".png" where something shows through
    width: int
    height: int


def accept(file: Readable) -> Master:
    """Decode the picture and write it anew. Raises Unacceptable before decoding anything too large.

    What a file says in its name or type does not count; scripts, places and whatever else was hidden
    behind the picture are not copied.
    """
    content = file.read(settings.PICTURE_BYTES + 1)
    if len(content) > settings.PICTURE_BYTES:
        raise Unacceptable(_("It is larger than %d MB.") % (settings.PICTURE_BYTES // 1_000_000))
    image = _opened(content)
    _check_size(image)
    return _written(_decoded(image))


def _opened(content: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own cap is lower
            image = Image.open(BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except Exception as error:
        raise _not_a_picture(content) from error
    # A camera's second, smaller picture in the same file (MPO) does not move.
    if getattr(image, "is_animated", False) and image.format != "MPO":
        raise Unacceptable(_("It moves: please choose one still picture of it."))
    return image


def _not_a_picture(content: bytes) -> Unacceptable:
    if b"<svg" in content[:1000].lower():
        return Unacceptable(_("It is a drawing (SVG), which can carry a program: please save it as PNG."))
    return Unacceptable(_("It is no JPEG, PNG, WebP, AVIF or GIF picture."))


def _too_many_pixels() -> Unacceptable:
    return Unacceptable(_("It has more than %d million pixels.") % (settings.PICTURE_PIXELS // 1_000_000))


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > settings.PICTURE_PIXELS:
        raise _too_many_pixels()
    if max(image.size) > LONGEST_SIDE:
        raise Unacceptable(_("One of its sides is longer than %d pixels.") % LONGEST_SIDE)


def _decoded(image: Image.Image) -> Image.Image:
    try:
        image.draft("RGB", (MASTER_SIDE, MASTER_SIDE))  # a JPEG is decoded no larger than is needed
        upright = ImageOps.exif_transpose(image)
        shown = in_srgb(upright)
    except Exception as error:  # as above
        raise Unacceptable(_("It is damaged: its end is missing, or it cannot be decoded.")) from error
    shown.thumbnail((MASTER_SIDE, MASTER_SIDE), Image.Resampling.LANCZOS)
    return shown


def _written(image: Image.Image) -> Master:
    image.info.clear()  # Pillow would write comments and profiles again
    buffer = BytesIO()
    if is_transparent(image):
        image.save(buffer, "PNG")
        return Master(buffer.getvalue(), ".png", *image.size)
    image.convert("RGB").save(buffer, "JPEG", quality=90, optimize=True, progressive=True)
    return Master(buffer.getvalue(), ".jpg", *image.size)
