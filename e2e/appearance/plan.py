"""What `visual` can be told on the command line. Standard library only, since dev.py reads it too."""

import argparse


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--update", action="store_true", help="take today's looks for what is right")


def flags(chosen: argparse.Namespace) -> list[str]:
    """Return the options as they were given, for another process."""
    return ["--update"] if chosen.update else []
