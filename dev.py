#!/usr/bin/env python3
"""Fastshop on your machine in one command: `python3 dev.py run`. Needs nothing but Python 3.11 or newer."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  said here in a sentence instead of a traceback
    sys.exit("Fastshop needs Python 3.11 or newer: start dev.py with a newer python3.")

from deploy.local.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
