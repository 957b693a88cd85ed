"""Settings of every shape of running: the same code, told apart by the environment (see .env.example)."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from shop import logs
from shop.environment import flag, listing, secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("FASTSHOP_DATA_DIR", BASE_DIR / "var"))
SHAPE = os.environ.get("FASTSHOP_SHAPE", "solo")

DEBUG = flag("DEBUG")
SECRET_KEY = secret_key(SHAPE, DATA_DIR)

# Addresses: everything about https and hosts follows PUBLIC_URL.
PUBLIC_URL = os.environ.get("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
_public = urlsplit(PUBLIC_URL)
_loopback = {"127.0.0.1", "localhost", "[::1]"}
HTTPS = _public.scheme == "https"
if not HTTPS and f"{_public.hostname}" not in {"127.0.0.1", "localhost", "::1"}:
    raise ImproperlyConfigured(
        "PUBLIC_URL must be https: plain http is accepted for 127.0.0.1 and localhost only."
    )
ALLOWED_HOSTS = sorted({*listing("ALLOWED_HOSTS"), _public.hostname or "", *_loopback})
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "shop.storefront.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

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
    "shop.catalogue",
    "shop.inventory",
    "shop.cart",
    "shop.orders",
    "shop.storefront",
]

MIDDLEWARE = [
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
]

ROOT_URLCONF = "shop.urls"
ASGI_APPLICATION = "shop.asgi.application"
WSGI_APPLICATION = "shop.wsgi.application"

# Loaders are named, so that a template is compiled once and kept, and {% partialdef %} works.
_loaders = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates", BASE_DIR / "components"],
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
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "components.tags",
            ],
        },
    }
]

# Data. SQLite takes its write lock at BEGIN, so that the same code is serialised there.
_sqlite = f"sqlite:///{DATA_DIR / 'fastshop.sqlite3'}"
DATABASES = {"default": dj_database_url.parse(os.environ.get("DATABASE_URL") or _sqlite, conn_max_age=0)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = os.environ.get("REDIS_URL", "")
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "shop.cache.FailOpenRedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
        }
    }
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            # Redis's default 5 s socket timeout would kill idle listeners.
            "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_timeout": None, "max_connections": 1000}]},
        }
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

# Background work. Publishing never makes a shopper wait for a broker that is away.
CELERY_BROKER_URL = os.environ.get("CELERY_BROKER_URL", REDIS_URL) or "memory://localhost"
# Solo works in threads of the web process (shop.background).
BACKGROUND_THREADS = flag("BACKGROUND_THREADS", default=CELERY_BROKER_URL.startswith("memory:"))
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    "max_retries": 0,  # Redis's default makes publishing to a dead broker take six seconds
    "polling_interval": 0.1,  # of the in-memory broker
}
CELERY_BEAT_SCHEDULE = {  # what no worker took in time is dropped: the next one does the same work
    "release expired holds": {
        "task": "shop.inventory.tasks.sweep_expired_holds",
        "schedule": 1.0,
        "options": {"expires": 5},
    },
    "send waiting mail": {
        "task": "shop.notifications.tasks.send_waiting_mail",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
}

# Mail. Solo keeps it in the outbox, where the dev inbox page shows it.
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
if SHAPE == "solo" and not EMAIL_HOST:
    EMAIL_BACKEND = "shop.notifications.console.EmailBackend"
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "Fastshop <shop@fastshop.example>")

# Accounts: the e-mail is the name.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
ACCOUNT_ADAPTER = "shop.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_LOGOUT_ON_GET = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
TIME_ZONE = os.environ.get("TIME_ZONE", "UTC")
USE_TZ = True

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

LOGGING = logs.console(os.environ.get("LOG_LEVEL", "INFO"))

TEST_RUNNER = "shop.testing.PytestRunner"

# The shop's own rules.
CURRENCY = os.environ.get("CURRENCY", "EUR")
FEW_LEFT = 5
CART_LINE_CAP = 10
MAX_HOLD_SECONDS = int(os.environ.get("MAX_HOLD_SECONDS", "3600"))
HOLDS_PER_CART = int(os.environ.get("HOLDS_PER_CART", "30"))
HOLDS_PER_ADDRESS = int(os.environ.get("HOLDS_PER_ADDRESS", "500"))
LIVE_REREAD_SECONDS = 2 if SHAPE == "solo" else 15
TAX_RATES = {"standard": 20, "reduced": 10, "zero": 0}  # per cent, contained in prices
DELIVERY_COUNTRIES = (
    listing("DELIVERY_COUNTRIES") or "AT BE CH CZ DE DK ES FI FR GB IE IT LU NL NO PL PT SE".split()
)
PLACEMENT_HOLD_SECONDS = 60  # how long a claim made by placement itself could stand
