"""Styles, scripts and pictures: where they are and who serves them."""

from shop.settings.shape import DATA_DIR, SHAPE

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "media/"
MEDIA_ROOT = DATA_DIR / "media"
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
