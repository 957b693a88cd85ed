"""Redis as the broker of workers that outlive it."""

from typing import Any

from kombu.transport import redis


class Channel(redis.Channel):
    """kombu's own, except that a connection which was put away counts as a lost one.

    When Redis goes away, a worker gives back and acknowledges the tasks it has in hand. kombu 5.7 fails with
    an AttributeError there, for which nobody is prepared: the worker ends.
    """

    def _connparams(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        if getattr(self.connection, "client", None) is None:
            raise ConnectionError("the connection to the broker is closed")
        return super()._connparams(*args, **kwargs)


class Transport(redis.Transport):
    """What CELERY_BROKER_TRANSPORT names."""

    Channel = Channel
