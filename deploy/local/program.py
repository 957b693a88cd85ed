"""How the programs that dev.py starts begin and end."""

import argparse
from collections.abc import Callable, Sequence

from deploy.local.console import Refusal, say
from deploy.local.processes import unwind_on_signals


def program(
    name: str,
    summary: str,
    options: Callable[[argparse.ArgumentParser], None],
    act: Callable[[argparse.Namespace], int],
    arguments: Sequence[str],
) -> int:
    """Read the command line, act on it, and return the exit code. A refusal is said, and is 1."""
    parser = argparse.ArgumentParser(prog=name, description=summary)
    options(parser)
    chosen = parser.parse_args(arguments)
    unwind_on_signals()
    try:
        return act(chosen)
    except Refusal as refusal:
        say(str(refusal))
        return 1
