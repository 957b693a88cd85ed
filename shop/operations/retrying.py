"""When to try again what did not work: mail, and money that goes back."""

from datetime import timedelta

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)
MOST_DOUBLINGS = 16  # far beyond the longest pause, and still a number that timedelta takes


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after this many attempts: twice as long each time, up to six hours."""
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, MOST_DOUBLINGS), LONGEST_PAUSE)
