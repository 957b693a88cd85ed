"""A shop of two kinds of topic, to be run by Daphne. GET /big and /small tell how it stands, POST changes it.

The big one's fragment is big, so that a client that does not read it fills its buffers soon.
"""

import json
import os
from collections.abc import Callable, Collection

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

PADDING = {"big": "x" * 400_000, "small": ""}
versions = dict.fromkeys(PADDING, 1)


def reader(kind: str) -> Callable[[Collection[int]], dict[int, Snapshot]]:
    """Return what reads the latest state of a kind: its version, and its padding."""

    def read(ids: Collection[int]) -> dict[int, Snapshot]:
        words = f"version {versions[kind]} {PADDING[kind]}"
        return dict.fromkeys(ids, Snapshot(versions[kind], (Notice(words),)))

    return read


async def http(scope: Scope, receive: Receive, send: Send) -> None:
    """Tell the version of a kind and how many sockets watch; a POST changes it first."""
    topic = Topic(scope["path"].strip("/"), 1)
    if scope["method"] == "POST":
        versions[topic.kind] += 1
        publishing.publish({topic})
    told = json.dumps({"version": versions[topic.kind], "watching": hub().watching(topic)})
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": told.encode()})


for _kind in PADDING:
    register(Kind(_kind, reader(_kind)))
application = ProtocolTypeRouter({"http": http, "websocket": websocket})
