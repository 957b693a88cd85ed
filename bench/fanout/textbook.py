"""The textbook way with Channels: each socket a consumer in a group, each change a message to the group."""

from typing import Any

from django.core.asgi import get_asgi_application

http = get_asgi_application()

from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402  Django must be set up first
from channels.routing import ProtocolTypeRouter  # noqa: E402

GROUP = "variant"


class Page(AsyncWebsocketConsumer):
    """An open page."""

    async def connect(self) -> None:
        """Follow the variant."""
        await self.channel_layer.group_add(GROUP, self.channel_name)
        await self.accept()

    async def disconnect(self, _code: int) -> None:
        """Follow it no more."""
        await self.channel_layer.group_discard(GROUP, self.channel_name)

    async def fragments(self, event: dict[str, Any]) -> None:
        """Send on what the group is told."""
        await self.send(text_data=event["text"])


application = ProtocolTypeRouter({"http": http, "websocket": Page.as_asgi()})
