"""`manage.py test` runs pytest, as `dev.py test` does."""

import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings


class PytestRunner:
    """Django's test runner interface over pytest.

    pytest gets a process of its own: this one has already read the settings, with the shop's own database.
    """

    def __init__(self, **options: Any) -> None:
        self.verbosity = options.get("verbosity", 1)
        self.failfast = options.get("failfast", False)
        self.keepdb = options.get("keepdb", False)

    @classmethod
    def add_arguments(cls, parser: ArgumentParser) -> None:
        """Add what pytest understands and Django's test command does not have."""
        parser.add_argument("--keepdb", action="store_true", help="Preserve the test database between runs.")

    def run_tests(self, test_labels: list[str], **_options: Any) -> int:
        """Run the tests at the paths given, or all but the end-to-end ones, and return how pytest ended."""
        options = ["-q"] * (self.verbosity == 0) + ["-x"] * self.failfast + ["--reuse-db"] * self.keepdb
        if self.verbosity > 1:
            options.append("-" + "v" * (self.verbosity - 1))
        labels = test_labels or ["shop", "components"]
        return subprocess.call([sys.executable, "-m", "pytest", *options, *labels], cwd=settings.BASE_DIR)
