"""What a full shop needs before its processes start: tables, static files, and products to look at."""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from deploy.local import environment
from deploy.local.console import Refusal
from deploy.local.paths import ROOT
from deploy.local.processes import run_quietly

# In one process, since setting Django up takes most of the time.
_STEPS = """
import sys
import django
from django.core.management import call_command

django.setup()
call_command("migrate", verbosity=0)
if "collect" in sys.argv:
    call_command("collectstatic", verbosity=0, interactive=False)
if "demo" in sys.argv:
    call_command("load_demo", if_empty=True, accounts=True)
"""


def ready(folder: Path, python: Path, env: Mapping[str, str], *, demo: bool) -> str:
    """Bring the shop in `folder` up to date and return what the demo says about accounts. Raises Refusal."""
    (folder / "media").mkdir(parents=True, exist_ok=True)
    shutil.rmtree(env["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
    # Collecting reads, hashes and compresses every file, which takes longer than all the rest.
    with alone_in(Path(env["STATIC_ROOT"])) as static:
        stamp, wanted = static / ".collected", _fingerprint()
        collect = not stamp.is_file() or stamp.read_text() != wanted
        code, written = run_quietly([python, "-c", _STEPS, *["collect"] * collect, *["demo"] * demo], env=env)
        if code:
            raise Refusal(f"{written}\nPreparing the data failed; the lines above say why.")
        stamp.write_text(wanted)
    return written


@contextmanager
def alone_in(folder: Path) -> Iterator[Path]:
    """Wait until no other shop fills the folder, and keep others away from it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def _fingerprint() -> str:
    """Return a digest of what there is to collect: the files of the theme, and those of the packages."""
    digest = hashlib.sha256(environment.fingerprint("dev").encode())
    for file in sorted(_ours()):
        digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def _ours() -> Iterator[Path]:
    yield from (file for file in (ROOT / "theme" / "static").rglob("*") if file.is_file())
