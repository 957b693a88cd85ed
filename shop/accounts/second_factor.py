"""The authenticator app as a second factor: how its QR code is drawn."""

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from qrcode.image.svg import SvgPathImage
from qrcode.main import make


class SecondFactorAdapter(DefaultMFAAdapter):
    """Names the shop, and draws a QR code that stands in the page itself: `data:` images are not allowed."""

    def get_totp_issuer(self) -> str:
        """Return what the app lists the account under."""
        return settings.SHOP_NAME

    def build_totp_svg(self, url: str) -> SafeString:
        """Return an <svg> element without the XML declaration."""
        drawn = make(url, image_factory=SvgPathImage).to_string(encoding="unicode")
        return mark_safe(drawn)  # noqa: S308  a path of numbers, drawn by us
