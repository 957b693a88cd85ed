"""HTTP and WebSocket entry point for Daphne."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
# Daphne gives each request a thread of its own: a connection that is kept would not be found again.
os.environ.setdefault("DATABASE_CONN_MAX_AGE", "0")
http = get_asgi_application()

from channels.routing import ProtocolTypeRouter  # noqa: E402  Django must be set up first

from shop import background  # noqa: E402
from shop.live.routing import websocket  # noqa: E402

background.start()
application = ProtocolTypeRouter({"http": http, "websocket": websocket})
