"""The sizes and formats that browsers choose from."""

from dataclasses import dataclass
from io import BytesIO

from django.core.files.storage import default_storage
from PIL import Image

from shop.catalogue.imaging import files
from shop.catalogue.imaging.colours import dominant

WIDTHS = (320, 640, 960, 1440)
# One thread each: whoever shops at that moment needs the other cores.
OPTIONS = {"avif": {"quality": 50, "speed": 8, "max_threads": 1}, "webp": {"quality": 78, "method": 4}}


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was made of a picture."""

    widths: list[int]
    colour: str


def widths_for(width: int, widest: int = WIDTHS[-1]) -> list[int]:
    """Return the widths that a picture of this width is made in: never wider than it is, or than `widest`."""
    smaller = [each for each in WIDTHS if each < width and each <= widest]
    return [*smaller, *([width] if width <= widest else [])]


def render(master: str, widest: int = WIDTHS[-1]) -> Rendered:
    """Write the renditions of a file of ours, up to `widest`. Drawings need none: they are sharp at any size.

    Safe to repeat, and safe twice at once: each file is written whole, with the same content.
    """
    if master.endswith(".svg"):
        return Rendered([], "")
    with default_storage.open(master) as file, Image.open(file) as image:
        image.load()
        widths = widths_for(image.width, widest)
        for width in widths:
            _write(master, image, width)
        return Rendered(widths, dominant(image))


def _write(master: str, image: Image.Image, width: int) -> None:
    size = (width, max(1, round(image.height * width / image.width)))
    small = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    for suffix in files.FORMATS:
        buffer = BytesIO()
        small.save(buffer, suffix.upper(), **OPTIONS[suffix])
        files.write(files.rendition_name(master, width, suffix), buffer.getvalue())
