"""Addresses a server of ours listens on."""

import contextlib
import errno
import socket

from deploy.local.console import Refusal

# Asked for with --host by whoever wants the shop seen from other machines.
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def claim(host: str, port: int) -> None:
    """Return when a server could listen there now. Raises Refusal when it could not."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as problem:
            raise Refusal(_explained(host, port, problem)) from None


def address(host: str, port: int) -> str:
    """Return the URL a browser on this machine uses, without a slash at its end."""
    reached = _EVERYWHERE.get(host, host)
    return f"http://[{reached}]:{port}" if ":" in reached else f"http://{reached}:{port}"


def on_loopback(host: str) -> bool:
    """Return whether only this machine reaches a server that listens on `host`."""
    return host in _LOOPBACK


def names(host: str) -> list[str]:
    """Return the host names under which a shop listening on `host` is asked for, besides loopback."""
    if on_loopback(host):
        return []
    return [socket.gethostname(), *_own_addresses()] if host in _EVERYWHERE else [host]


def _own_addresses() -> list[str]:
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing: the system only chooses the way out
        return [probe.getsockname()[0]]
    return []


def _explained(host: str, port: int, problem: Exception) -> str:
    code = getattr(problem, "errno", None)
    if code == errno.EADDRINUSE:
        return f"Port {port} of {host} is in use: stop what listens there, or start with another --port."
    if code == errno.EACCES:
        return f"Port {port} is for the system's own servers: start with a --port of 1024 or above."
    return f"Nothing can listen on {host} port {port} ({problem}): start with another --host or --port."
