"""Everything that can be said of the code without running it."""

import os
from collections.abc import Iterator

from deploy.local import environment, strict_templates
from deploy.local.console import say
from deploy.local.paths import ROOT, VENV
from deploy.local.processes import Command, run


def lint() -> int:
    """Run every linter, whatever the ones before it found, and return 0 when none complained."""
    environment.prepare("dev")
    failed = [name for name, command in _linters() if _complains(name, command)]
    say("\n— strict templates")
    if strict_templates.report():
        failed.append("strict templates")
    say(f"\nThese complained: {', '.join(failed)}." if failed else "\nNo linter complained.")
    return 1 if failed else 0


def _linters() -> Iterator[tuple[str, Command]]:
    tool = VENV / "bin"
    yield "ruff check", [tool / "ruff", "check", "."]
    yield "ruff format", [tool / "ruff", "format", "--check", "."]
    yield "djlint", [tool / "djlint", "--lint", "--quiet", "templates", "components"]
    yield "import-linter", [tool / "lint-imports"]
    yield "manage.py check", [tool / "python", "manage.py", "check"]
    yield "makemigrations --check", [tool / "python", "manage.py", "makemigrations", "--check", "--dry-run"]


def _complains(name: str, command: Command) -> bool:
    say(f"\n— {name}")
    path = os.pathsep.join([str(VENV / "bin"), os.environ.get("PATH", "")])
    return run(command, env=os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)}) != 0
