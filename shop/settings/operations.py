"""How the shop is watched, and how often a visitor may do a thing."""

import os

from shop.environment import listing
from shop.operations.rate_limits import limit
from shop.operations.reporting import report_errors
from shop.settings.shape import SHAPE

# Who may read /metrics: these networks, when they ask us directly, and whoever sends the token.
METRICS_ADDRESSES = listing("METRICS_ADDRESSES") or ["127.0.0.0/8", "::1/128"]
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "")
METRICS_LISTEN = os.environ.get("METRICS_LISTEN", "")  # host:port on which a Celery worker tells its own

# By session, and by address: many shoppers may share one.
RATE_LIMITS = {
    name: limit(f"RATE_{name.upper()}", os.environ.get(f"RATE_{name.upper()}", default))
    for name, default in {
        "cart": "120/minute, 1200/minute",
        "checkout": "20/minute, 300/minute",
        "contact": "5/minute, 60/hour",
        "discount": "10/minute, 100/minute",
        "find_order": "5/minute, 30/minute",
        "reports": "5/minute, 60/hour",
        "restock": "10/minute, 60/minute",
        "sockets": "120/minute, 3000/minute",
        "suggestions": "240/minute, 3000/minute",
        "votes": "60/minute, 600/minute",
    }.items()
}

if SENTRY_DSN := os.environ.get("SENTRY_DSN", ""):
    report_errors(SENTRY_DSN, os.environ.get("SENTRY_ENVIRONMENT", SHAPE))
