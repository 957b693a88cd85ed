"""Picture files made for a test."""

from io import BytesIO
from typing import Any

from PIL import Image

SIDEWAYS = 6  # EXIF: the camera stood on its right side


def photograph(
    kind: str = "JPEG",
    size: tuple[int, int] = (60, 40),
    mode: str = "RGB",
    colour: Any = "red",
    **options: Any,
) -> bytes:
    """Return the bytes of a picture of one colour."""
    buffer = BytesIO()
    Image.new(mode, size, colour).save(buffer, kind, **options)
    return buffer.getvalue()


def moving(kind: str) -> bytes:
    """Return the bytes of a picture of three frames."""
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    buffer = BytesIO()
    frames[0].save(buffer, kind, save_all=True, append_images=frames[1:])
    return buffer.getvalue()


def opened(content: bytes) -> Image.Image:
    """Return the picture that the bytes hold, decoded."""
    image = Image.open(BytesIO(content))
    image.load()
    return image
