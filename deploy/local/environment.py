"""The virtual environment in .venv, with the pinned packages."""

import hashlib
import importlib.util
import os
import platform
import re
import sys
from pathlib import Path

from deploy.local.console import Refusal, say
from deploy.local.paths import PYTHON, ROOT, VENV, data_dir
from deploy.local.processes import Command, run_quietly

UV = "uv==0.13.9"
CONSTRAINTS = ROOT / "deploy" / "local" / "constraints.txt"
REQUIREMENTS = {"run": ROOT / "requirements.txt", "dev": ROOT / "requirements-dev.txt"}


def prepare(kind: str = "run") -> None:
    """Make .venv hold the packages of `kind` ("run" or "dev"); quick when nothing changed.

    Raises Refusal when Python lacks its venv module or no package index answers.
    """
    _keep_bytecode()
    if not _made_by_this_python():
        _create()
    if _installed(kind) != fingerprint(kind):
        _install(kind)
        _record("run")
        _record(kind)


def fingerprint(kind: str) -> str:
    """Return a digest of what decides which packages are installed."""
    files = [CONSTRAINTS, REQUIREMENTS["run"], REQUIREMENTS[kind]]
    parts = [sys.version.encode(), *(file.read_bytes() for file in files)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def install(*packages: str) -> None:
    """Install packages beside the pinned ones: with uv, or with pip where uv does not work.

    Raises Refusal when neither can.
    """
    options = ["-c", str(CONSTRAINTS), *packages]
    uv = [VENV / "bin" / "uv", "pip", "install", "--python", PYTHON, *options]
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", *options]
    if _works(uv):
        return
    code, written = run_quietly(pip)
    if code:
        say(written)
        raise Refusal(
            "The Python packages could not be installed: see that this machine reaches a package index "
            "(PyPI, or the one pip is configured for) and start again."
        )


def _keep_bytecode() -> None:
    """Let all processes to come find their code compiled: to start the shop takes 1 s then, else 3.

    Not beside the sources, since some environments forbid that.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(data_dir() / "bytecode")


def _made_by_this_python() -> bool:
    kept = VENV / "pyvenv.cfg"
    version = re.search(r"^version\w* = (\S+)$", kept.read_text(), re.MULTILINE) if kept.is_file() else None
    working = PYTHON.exists() and (VENV / "bin" / "pip").exists()
    return working and version is not None and version[1] == platform.python_version()


def _create() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        raise Refusal(
            "This Python cannot make virtual environments: install its venv package "
            "(on Debian and Ubuntu `apt install python3-venv`) and start again."
        )
    say("Making the virtual environment in .venv …")
    code, written = run_quietly([sys.executable, "-m", "venv", "--clear", VENV])
    if code:
        say(written)
        raise Refusal(f"The virtual environment could not be made in {VENV}; the lines above say why.")


def _install(kind: str) -> None:
    say("Installing the pinned packages …")
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--retries", "1"]
    if not (VENV / "bin" / "uv").exists():
        run_quietly([*pip, UV])
    install("-r", str(REQUIREMENTS[kind]))


def _works(command: Command) -> bool:
    return Path(command[0]).exists() and run_quietly(command)[0] == 0


def _stamp(kind: str) -> Path:
    return VENV / f"fastshop-{kind}"


def _installed(kind: str) -> str:
    return _stamp(kind).read_text() if _stamp(kind).is_file() else ""


def _record(kind: str) -> None:
    _stamp(kind).write_text(fingerprint(kind))
