"""What a process of its own does. It starts without Django, and finds the database in the environment."""

import signal
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.payments.playing import Tally


def set_up() -> None:
    """Get ready."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us all, and our parent ends us
    import django

    django.setup()


def batch(seeds: Sequence[int]) -> "Tally":
    """Play the schedules of these seeds."""
    from bench.payments.playing import play, threads  # have the shop's models

    with threads() as pool:
        return play(seeds, pool)
