"""What other processes announce, heard through the channel layer, and the silences in which some is lost."""

import asyncio
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from channels.layers import get_channel_layer

from shop.live.publishing import GROUP

Heard = Callable[[Iterable[tuple[str, int]]], None]

SOUND_SECONDS = 0.25  # between two words to ourselves
# Without a word for longer, others' words may be lost. When the layer's connection breaks, it is deaf for a
# second at least, and it tells nobody when it hears again.
SILENCE_SECONDS = 0.75


async def listen(heard: Heard, missed: Callable[[], None]) -> None:
    """Hand on the topics that other processes announce; call `missed` on each end of a silence, and at first.

    What was announced in a silence is lost, so that whoever is called has to look at everything.
    """
    layer = get_channel_layer()
    channel = await layer.new_channel()
    await layer.group_add(GROUP, channel)
    missed()
    sounding = asyncio.create_task(_sound(layer, channel))
    try:
        await _hear(layer, channel, heard, missed)
    finally:
        sounding.cancel()


async def _hear(layer: Any, channel: str, heard: Heard, missed: Callable[[], None]) -> None:
    last = time.monotonic()
    while True:
        message = await layer.receive(channel)
        before, last = last, time.monotonic()
        if last - before > SILENCE_SECONDS:
            missed()
        heard((kind, pk) for kind, pk in message["topics"])


async def _sound(layer: Any, channel: str) -> None:
    """Tell ourselves nothing, all the time, by the way on which the others' words come."""
    while True:
        with suppress(Exception):  # the silence tells
            async with asyncio.timeout(SILENCE_SECONDS):
                await layer.send(channel, {"type": "live.changed", "topics": []})
        await asyncio.sleep(SOUND_SECONDS)
