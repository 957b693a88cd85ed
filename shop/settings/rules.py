"""The shop's own rules, and its money."""

import os

from django.core.exceptions import ImproperlyConfigured

from shop.environment import flag, listing
from shop.settings.shape import SHAPE

TIME_ZONE = os.environ.get("TIME_ZONE", "UTC")
USE_TZ = True

CURRENCY = os.environ.get("CURRENCY", "EUR")
FEW_LEFT = 5
CART_LINE_CAP = 10
WISHLIST_CAP = 100
MAX_HOLD_SECONDS = int(os.environ.get("MAX_HOLD_SECONDS", "3600"))
HOLDS_PER_CART = int(os.environ.get("HOLDS_PER_CART", "30"))
HOLDS_PER_ADDRESS = int(os.environ.get("HOLDS_PER_ADDRESS", "500"))
SOCKETS_PER_SESSION = int(os.environ.get("SOCKETS_PER_SESSION", "50"))
SOCKETS_PER_ADDRESS = int(os.environ.get("SOCKETS_PER_ADDRESS", "500"))
LIVE_REREAD_SECONDS = 2 if SHAPE == "solo" else 15
PICTURE_BYTES = int(os.environ.get("PICTURE_BYTES", "20000000"))
PICTURE_PIXELS = int(os.environ.get("PICTURE_PIXELS", "64000000"))
TAX_RATES = {"standard": 20, "reduced": 10, "zero": 0}  # per cent, contained in prices
DELIVERY_COUNTRIES = listing("DELIVERY_COUNTRIES") or [
    *("AT", "BE", "CH", "CZ", "DE", "DK", "ES", "FI", "FR"),
    *("GB", "IE", "IT", "LU", "NL", "NO", "PL", "PT", "SE"),
]
PLACEMENT_HOLD_SECONDS = 60  # how long a claim made by placement itself could stand
RETURN_DAYS = int(os.environ.get("RETURN_DAYS", "30"))  # since the last parcel left
# Who may review: the buyer of what was delivered, or of what is paid.
REVIEW_AFTER = os.environ.get("REVIEW_AFTER", "delivered")
if REVIEW_AFTER not in ("delivered", "paid"):
    raise ImproperlyConfigured(f"REVIEW_AFTER is delivered or paid, not {REVIEW_AFTER!r}.")
REVIEWS_BEFORE_PUBLICATION = flag("REVIEWS_BEFORE_PUBLICATION", default=False)  # the merchant looks first
REVIEW_INVITATION_DAYS = int(os.environ.get("REVIEW_INVITATION_DAYS", "7"))  # after delivery
POPULAR_DAYS = int(os.environ.get("POPULAR_DAYS", "30"))  # how far back what was ordered counts as what sells
