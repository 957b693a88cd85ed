"""The socket of a page: /ws/live/?watch=<token>, several tokens if parts of the page have their own."""

import asyncio
from contextlib import suppress
from urllib.parse import parse_qs

from django.conf import settings
from django.core import signing
from django.http import parse_cookie

from shop.http import behind_proxies
from shop.live import transport
from shop.live.crowding import place_for
from shop.live.farewell import until_we_stop
from shop.live.hub import hub
from shop.live.origin import same_origin
from shop.live.sockets import Close, Socket
from shop.live.topics import Topic, kinds
from shop.live.transport import Receive, Scope, Send
from shop.live.watching import MOST_TOPICS, Watch, understood
from shop.operations import metrics
from shop.operations.rate_limits import refused_for
from shop.sessions import SessionStore

FAREWELL_SECONDS = 2.0  # that a stopping process waits for a page to answer


async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer the handshake with 403."""
    await receive()
    await send({"type": "websocket.close"})


async def live(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve one socket until it ends. It gets frames of the hub; anything that a client says closes it.

    A plain ASGI application: a Channels consumer would pass through a thread for each message.
    """
    with place_for(_session_key(scope), _address(scope)) as free:
        if not free or not same_origin(scope) or await asyncio.to_thread(_too_often, scope):
            await refuse(scope, receive, send)
        else:
            await _let_in(scope, receive, send)


async def _let_in(scope: Scope, receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.accept"})
    try:
        with until_we_stop():
            await _attend(scope, receive, send)
    except asyncio.CancelledError:
        with suppress(TimeoutError):
            async with asyncio.timeout(FAREWELL_SECONDS):
                await _close(Close.RESTART, receive, send)
        raise


async def _attend(scope: Scope, receive: Receive, send: Send) -> None:
    watch = _asked_for(scope)
    refusal = watch if isinstance(watch, Close) else await _served(_socket(scope, send, watch), receive)
    if refusal:
        await _close(refusal, receive, send)


async def _served(socket: Socket, receive: Receive) -> Close | None:
    home = hub()
    home.join(socket)
    try:
        with metrics.sockets.track_inprogress():
            said = await receive()
    finally:
        home.leave(socket)
    return None if said["type"] == "websocket.disconnect" else Close.SPOKE


async def _close(code: Close, receive: Receive, send: Send) -> None:
    await transport.close(send, code)
    while (await receive())["type"] != "websocket.disconnect":
        pass


def _too_often(scope: Scope) -> bool:
    return bool(refused_for("sockets", session=_session_key(scope), address=_address(scope)))


def _address(scope: Scope) -> str:
    nearest = (scope.get("client") or ("",))[0]
    forwarded = b",".join(value for name, value in scope["headers"] if name == b"x-forwarded-for")
    return behind_proxies(nearest, forwarded.decode("latin1"))


def _asked_for(scope: Scope) -> Watch | Close:
    tokens = parse_qs(scope["query_string"].decode("latin1")).get("watch", ())
    try:
        watch = understood(tokens)
    except signing.SignatureExpired:
        return Close.EXPIRED
    except signing.BadSignature:
        return Close.FORGED
    return Close.TOO_MUCH if sum(map(len, watch.versions.values())) > MOST_TOPICS else watch


def _socket(scope: Scope, send: Send, watch: Watch) -> Socket:
    public = {kind: shown for kind, shown in watch.versions.items() if not kinds[kind].private}
    private = {kind: shown for kind, shown in watch.versions.items() if kinds[kind].private}
    return Socket(
        send=send,
        language=watch.language,
        session_key=_session_key(scope),
        versions={Topic(kind, pk): has for kind, shown in public.items() for pk, has in shown.items()},
        private=private,
    )


def _session_key(scope: Scope) -> str:
    cookies = b"; ".join(value for name, value in scope["headers"] if name == b"cookie")
    given = parse_cookie(cookies.decode("latin1")).get(settings.SESSION_COOKIE_NAME)
    return SessionStore(given).session_key or ""
