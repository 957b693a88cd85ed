"""The solo shop for whoever designs it: what is changed is seen at once, in every open page."""

import signal

from deploy.local import assets
from deploy.local.console import say
from deploy.local.processes import Child, attend, start, stop, wait_until
from deploy.local.solo import PATIENCE, Solo


def serve(host: str, port: int) -> int:
    """Run the shop and the asset build until they are interrupted; return the exit code. Raises Refusal."""
    shop = Solo(host, port)
    accounts = shop.prepare_data()
    watcher = assets.watch()
    try:
        child = _start(shop)
        wait_until(shop.answers, child, seconds=PATIENCE, what="The shop")
        say(
            f"\n{accounts.strip()}\n\nFastshop is open at {shop.url}/\n"
            f"Its components are at {shop.url}/components/, what to do with them in components/README.md\n"
            "Pages load again when a template, a style, a script or a component is saved. Ctrl-C closes it.\n"
        )
        return attend(child)
    finally:
        stop(watcher)


def _start(shop: Solo) -> Child:
    """Start the process that starts itself anew when Python changes, and ends its own child when asked to."""
    place = f"[{shop.host}]:{shop.port}" if ":" in shop.host else f"{shop.host}:{shop.port}"
    command = [shop.python, "manage.py", "runserver", "--nostatic", place]
    return start(command, env={**shop.environment(), "DEBUG": "yes"}, last_signal=signal.SIGTERM)
