"""Which languages the shop speaks. The first is its own, and its addresses are without a prefix."""

import os

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import to_language

from shop.environment import listing
from shop.settings.addresses import HTTPS
from shop.settings.shape import BASE_DIR

LOCALE_PATHS = [BASE_DIR / "shop" / "locale"]
# The code is written in English; every other language has a file of translations.
_translated = (file.parents[1].name for file in LOCALE_PATHS[0].glob("*/LC_MESSAGES/django.po"))
_spoken = ["en", *sorted(map(to_language, _translated))]
_offered = listing("LANGUAGES") or _spoken
if unknown := set(_offered) - set(_spoken):
    raise ImproperlyConfigured(f"LANGUAGES: the shop speaks {', '.join(_spoken)}; not {', '.join(unknown)}.")
LANGUAGES = [(code, LANG_INFO[code]["name_local"]) for code in _offered]
LANGUAGE_CODE = _offered[0]
CATALOGUE_LANGUAGE = os.environ.get("CATALOGUE_LANGUAGE") or LANGUAGE_CODE  # of what the merchant writes
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
