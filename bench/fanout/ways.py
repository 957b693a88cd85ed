"""The ways to tell many open pages of a change, from the same change on to the same text."""

import sys
from abc import ABC, abstractmethod
from typing import ClassVar

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from redis import Redis

from bench.fanout import floor, textbook
from bench.fanout.crowd import HOST
from bench.fanout.shelf import Shelf
from deploy.local.processes import Command
from shop.inventory.broadcasts import stock_changed


class Way(ABC):
    """A server that pages connect to, and how it learns of a change."""

    name: ClassVar[str]
    sku: ClassVar[str]

    def __init__(self) -> None:
        self.shelf = Shelf(self.sku)

    @abstractmethod
    def command(self, port: int) -> Command:
        """Return what runs the server in one process."""

    @abstractmethod
    def path(self) -> str:
        """Return the address that a page asks for which shows the way's shelf as it is now."""

    @abstractmethod
    def tell(self) -> None:
        """Tell of a change that has just been committed."""


class Hub(Way):
    """The shop itself."""

    name = "our hub"
    sku = "HUB"

    def command(self, port: int) -> Command:
        return _daphne(port, "shop.asgi:application")

    def path(self) -> str:
        return f"/ws/live/?watch={self.shelf.token}"

    def tell(self) -> None:
        stock_changed([self.shelf.variant])


class Textbook(Way):
    """A consumer for each socket, all in a group, over the pub/sub layer that the shop has too."""

    name = "textbook Channels"
    sku = "TEXTBOOK"

    def command(self, port: int) -> Command:
        return _daphne(port, "bench.fanout.textbook:application")

    def path(self) -> str:
        return "/"

    def tell(self) -> None:
        message = {"type": "fragments", "text": self.shelf.text}
        async_to_sync(get_channel_layer().group_send)(textbook.GROUP, message)


class Floor(Way):
    """The bare `websockets` library, told through the same Redis."""

    name = "bare websockets"
    sku = "FLOOR"

    def __init__(self) -> None:
        super().__init__()
        self._redis = Redis.from_url(settings.CHANNEL_LAYER_URL)

    def command(self, port: int) -> Command:
        return [sys.executable, "-m", "bench.fanout.floor", str(port), settings.CHANNEL_LAYER_URL]

    def path(self) -> str:
        return "/"

    def tell(self) -> None:
        self._redis.publish(floor.CHANNEL, self.shelf.text)


def _daphne(port: int, application: str) -> Command:
    """Return the Procfile's command with an application of choice."""
    place = ["-b", HOST, "-p", str(port), "--no-server-name"]
    return [sys.executable, "-m", "daphne", "-v", "0", *place, application]
