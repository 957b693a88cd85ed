"""Work outside of requests, and mail."""

import os

from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured

from shop.environment import flag, needed
from shop.settings.data import REDIS_URL
from shop.settings.shape import SHAPE

# Publishing never makes a shopper wait for a broker that is away.
CELERY_BROKER_URL = os.environ.get("CELERY_BROKER_URL") or REDIS_URL or "memory://localhost"
if CELERY_BROKER_URL.startswith("memory:"):
    needed("CELERY_BROKER_URL", SHAPE, "redis://host:6379/0", "REDIS_URL")
if CELERY_BROKER_URL.startswith(("redis://", "rediss://")):
    CELERY_BROKER_TRANSPORT = "shop.reconnecting:Transport"
# Solo works in threads of the web process (shop.background), and so does an image that runs all in one.
BACKGROUND_THREADS = flag("BACKGROUND_THREADS", default=CELERY_BROKER_URL.startswith("memory:"))
CELERY_DB_REUSE_MAX = 10**9  # tasks: shop/celery.py closes what is older than DATABASE_CONN_MAX_AGE
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
    "heal stock bands": {
        "task": "shop.inventory.tasks.heal_stock_bands",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "fold alike": {
        "task": "shop.storefront.tasks.fold_alike",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "make waiting pictures": {
        "task": "shop.catalogue.tasks.make_waiting_pictures",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "start and end scheduled prices": {
        "task": "shop.catalogue.tasks.set_due_prices",
        "schedule": 10.0,
        "options": {"expires": 10},
    },
    "carry out refunds": {
        "task": "shop.orders.tasks.carry_out_refunds",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "reconcile payments": {
        "task": "shop.orders.tasks.reconcile_payments",
        "schedule": crontab(hour=4, minute=30),
        "options": {"expires": 3600},
    },
    "expire unpaid orders": {
        "task": "shop.orders.tasks.expire_unpaid_orders",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "deliver demo messages": {
        "task": "shop.payments.tasks.deliver_demo_messages",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    "send waiting mail": {
        "task": "shop.notifications.tasks.send_waiting_mail",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    "remind of ending holds": {
        "task": "shop.cart.tasks.remind_of_ending_holds",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "tell the merchant of low stock": {
        "task": "shop.inventory.tasks.tell_of_low_stock",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "count what sells": {
        "task": "shop.recommendations.tasks.count_sales",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "tell what is back in stock": {
        "task": "shop.restock.tasks.tell_of_returns",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "invite to review": {
        "task": "shop.reviews.tasks.invite_to_review",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "let recommendations follow the catalogue": {
        "task": "shop.recommendations.tasks.follow_changes",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "build recommendations anew": {
        "task": "shop.recommendations.tasks.rebuild",
        "schedule": crontab(hour=3, minute=30),
        "options": {"expires": 3600},
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
EMAIL_USE_SSL = flag("EMAIL_USE_SSL", default=EMAIL_PORT == 465)  # from the first byte on
EMAIL_USE_TLS = flag("EMAIL_USE_TLS", default=not EMAIL_USE_SSL)  # by STARTTLS
if EMAIL_USE_SSL and EMAIL_USE_TLS:
    raise ImproperlyConfigured("EMAIL_USE_SSL (port 465) and EMAIL_USE_TLS (port 587) exclude each other.")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "Fastshop <shop@fastshop.example>")
