"""Work that goes on for as long as the process does."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

logger = logging.getLogger(__name__)

RETRY_SECONDS = 1.0


async def kept_up(job: Callable[[], Awaitable[None]]) -> None:
    """Run a job, and again after a moment whenever it fails; end when it ends by itself."""
    while True:
        try:
            return await job()
        except Exception:
            logger.exception("%s failed and starts again", job.__qualname__)
            await asyncio.sleep(RETRY_SECONDS)
