"""What the project is put together from."""

from shop.settings.shape import BASE_DIR, DEBUG
from shop.settings.themes import THEME, THEMES_DIR

INSTALLED_APPS = [
    "daphne",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "channels",
    "csp",
    "django_htmx",
    "tailwind",
    "template_partials.apps.SimpleAppConfig",
    "theme",
    "components",
    "shop.live",
    "shop.notifications",
    "shop.accounts",
    "shop.pages",
    "shop.catalogue",
    "shop.inventory",
    "shop.payments",
    "shop.cart",
    "shop.wishlist",
    "shop.restock",
    "shop.orders",
    "shop.reviews",
    "shop.recommendations",
    "shop.storefront",
]

MIDDLEWARE = [
    "shop.operations.request_ids.identified",
    "shop.operations.measuring.measured",
    "shop.operations.browser_policy.restrained",
    "shop.operations.encodings.utf8_only",
    "shop.operations.cache_headers.private",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "shop.storefront.errors.worded",
    "shop.operations.admin_door.AdminDoor",
    "shop.storefront.rate_limiting.RateLimiting",
    "shop.storefront.languages.remembered",
    *["shop.workshop.reloading.reloading"] * DEBUG,
]

ROOT_URLCONF = "shop.urls"
ASGI_APPLICATION = "shop.asgi.application"
WSGI_APPLICATION = "shop.wsgi.application"

# Loaders are named, so that a template is compiled once and kept, and {% partialdef %} works.
_loaders = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # The last is for the gallery, which shows every theme's look.
        "DIRS": [
            THEMES_DIR / THEME / "templates",
            BASE_DIR / "templates",
            BASE_DIR / "components",
            THEMES_DIR,
        ],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "shop.storefront.navigation.navigation",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    _loaders if DEBUG else [("django.template.loaders.cached.Loader", _loaders)],
                )
            ],
            "builtins": [
                "django.templatetags.cache",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "components.tags",
                "shop.cart.own",
                "shop.storefront.goes_with",
                "shop.storefront.languages",
            ],
        },
    }
]
