"""The limiter in a process that has just started."""

import os
import subprocess
import sys

# Each thread brings a Redis of its own, so that all of them load what a first use needs.
FIRST_USE = """
import django
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

django.setup()
from shop.operations.rate_limits import _limiter

together = Barrier(8)

def use(database):
    together.wait()
    _limiter(f"redis://127.0.0.1:1/{database}")

with ThreadPoolExecutor(8) as threads:
    list(threads.map(use, range(8)))
"""


def test_many_who_come_at_once_are_counted_from_the_first_moment_on() -> None:
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "shop.settings"}
    done = subprocess.run([sys.executable, "-c", FIRST_USE], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
