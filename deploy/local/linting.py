"""Everything that can be said of the code without running it."""

import os
import tempfile
from collections.abc import Iterator, Mapping

from deploy.local import environment, strict_templates
from deploy.local.console import say
from deploy.local.paths import VENV
from deploy.local.processes import Command, run

TEMPLATES = ("templates", "components", "theme/themes")


def lint() -> int:
    """Run every linter, whatever the ones before it found, and return 0 when none complained."""
    environment.prepare("dev")
    with tempfile.TemporaryDirectory(prefix="fastshop-lint-") as data:
        # The checks of Django read the settings, and must not meet the shop's own data.
        env = os.environ | {"FASTSHOP_DATA_DIR": data, "DATABASE_URL": "", "REDIS_URL": ""}
        failed = [name for name, command in _linters() if _complains(name, command, env)]
    say("\n— strict templates")
    if strict_templates.report():
        failed.append("strict templates")
    say(f"\nThese complained: {', '.join(failed)}." if failed else "\nNo linter complained.")
    return 1 if failed else 0


def _linters() -> Iterator[tuple[str, Command]]:
    tool = VENV / "bin"
    yield "ruff check", [tool / "ruff", "check", "."]
    yield "ruff format", [tool / "ruff", "format", "--check", "."]
    yield "djlint", [tool / "djlint", "--lint", "--quiet", *TEMPLATES]
    yield "djlint format", [tool / "djlint", "--check", "--quiet", *TEMPLATES]
    yield "import-linter", [tool / "lint-imports", "--no-logo", "--no-cache"]
    yield "manage.py check", [tool / "python", "manage.py", "check"]
    yield "makemigrations --check", [tool / "python", "manage.py", "makemigrations", "--check", "--dry-run"]


def _complains(name: str, command: Command, env: Mapping[str, str]) -> bool:
    say(f"\n— {name}")
    return run(command, env=env) != 0
