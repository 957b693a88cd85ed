"""Colours of a picture: brought to what every screen shows, and the one that stands in while it loads."""

from io import BytesIO

from PIL import Image, ImageCms

SRGB = ImageCms.createProfile("sRGB")
GREYS_OF_16_BITS = ("I", "I;16", "I;16B", "I;16L", "I;16N")


def in_srgb(image: Image.Image) -> Image.Image:
    """Decode and return the picture as RGB or RGBA in the sRGB colour space."""
    if image.mode in GREYS_OF_16_BITS:
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if profile := image.info.get("icc_profile"):
        return _converted(image, profile, mode)
    return image.convert(mode)


def is_transparent(image: Image.Image) -> bool:
    """Return whether anything shows through."""
    return image.mode == "RGBA" and image.getchannel("A").getextrema()[0] < 255


def dominant(image: Image.Image) -> str:
    """Return the most frequent colour as #rrggbb; empty where the ground shows through."""
    if is_transparent(image.convert("RGBA")):
        return ""
    few = image.convert("RGB").resize((32, 32), Image.Resampling.BOX).quantize(5)
    _count, place = max(few.getcolors())
    red, green, blue = few.getpalette()[3 * place : 3 * place + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def _converted(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    if image.mode not in (mode, "CMYK", "L") or mode == "RGBA":
        image = image.convert(mode)
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, source, SRGB, outputMode=mode)
    except (ImageCms.PyCMSError, OSError):  # a profile that is broken, or for another kind of picture
        return image.convert(mode)
