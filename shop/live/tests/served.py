"""A shop of one kind of topic, to be run by Daphne: a POST changes it, and any request is told how it stands.

The fragment is big, so that a client that does not read fills its buffers soon.
"""

import json
import os
from collections.abc import Collection

import django
from channels.routing import ProtocolTypeRouter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
django.setup()

from components.notice import Notice  # noqa: E402  Django must be set up first
from shop.live import publishing  # noqa: E402
from shop.live.hub import hub  # noqa: E402
from shop.live.routing import websocket  # noqa: E402
from shop.live.topics import Kind, Snapshot, Topic, register  # noqa: E402
from shop.live.transport import Receive, Scope, Send  # noqa: E402

BIG = Topic("big", 1)
versions = [1]


def read(ids: Collection[int]) -> dict[int, Snapshot]:
    """Return the latest state: its version, and much text."""
    return {BIG.id: Snapshot(versions[0], (Notice(f"version {versions[0]} {'x' * 400_000}"),))}


async def http(scope: Scope, receive: Receive, send: Send) -> None:
    """Tell the version and how many sockets watch; a POST changes it first."""
    if scope["method"] == "POST":
        versions[0] += 1
        publishing.publish({BIG})
    told = json.dumps({"version": versions[0], "watching": hub().watching(BIG)})
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": told.encode()})


register(Kind(BIG.kind, read))
application = ProtocolTypeRouter({"http": http, "websocket": websocket})
