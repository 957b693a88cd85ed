"""How the shop looks: one of the folders in theme/themes, whose templates come before the shop's own."""

import os

from django.core.exceptions import ImproperlyConfigured

from shop.settings.shape import BASE_DIR

THEMES_DIR = BASE_DIR / "theme" / "themes"
THEMES = tuple(sorted(folder.name for folder in THEMES_DIR.iterdir() if folder.is_dir()))
THEME = os.environ.get("THEME") or "fastshop"
if THEME not in THEMES:
    raise ImproperlyConfigured(f"THEME is “{THEME}”, and theme/themes holds {', '.join(THEMES)}.")
