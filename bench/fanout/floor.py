"""The floor: `websockets.broadcast` of whatever comes from Redis, and nothing of Django."""

import asyncio
import sys

from redis.asyncio import Redis
from websockets.asyncio.server import ServerConnection, broadcast, serve

CHANNEL = "bench-fanout"


async def main(port: int, redis: str) -> None:
    """Serve sockets on a port of this machine until killed."""
    pages: set[ServerConnection] = set()

    async def attend(page: ServerConnection) -> None:
        pages.add(page)
        await page.wait_closed()
        pages.discard(page)

    async with Redis.from_url(redis, socket_timeout=None).pubsub() as news:
        await news.subscribe(CHANNEL)
        async with serve(attend, "127.0.0.1", port, compression=None):
            async for message in news.listen():
                if message["type"] == "message":
                    broadcast(pages, message["data"].decode())


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
