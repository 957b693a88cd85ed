"""Styles, scripts and pictures: where they are and who serves them."""

import os
from pathlib import Path

from shop.environment import flag
from shop.settings.shape import DATA_DIR, SHAPE

STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT") or DATA_DIR / "static")
MEDIA_URL = "media/"
MEDIA_ROOT = DATA_DIR / "media"
SERVE_MEDIA = flag("SERVE_MEDIA", default=SHAPE == "solo")  # where nginx does not
TAILWIND_APP_NAME = "theme"
# Solo serves what the asset build wrote; the full shape collects hashed files first.
WHITENOISE_USE_FINDERS = SHAPE == "solo"
if SHAPE == "solo":
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
else:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
