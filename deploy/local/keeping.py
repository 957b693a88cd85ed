"""A PostgreSQL of ours whose data is kept from one start to the next."""

import fcntl
import hashlib
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local.binaries import postgres_folder, runnable_by
from deploy.local.console import Refusal, say
from deploy.local.processes import Account
from deploy.local.servers import Postgres, ordinary_account


class KeptPostgres(Postgres):
    """A private PostgreSQL that finds its data again."""

    # Fast shutdown: clients are sent away, and what they committed is on disk.
    last_signal = signal.SIGINT

    def prepare(self) -> None:
        (self.folder / "log").unlink(missing_ok=True)
        if not (self.folder / "data" / "PG_VERSION").exists():
            super().prepare()
        self.programs = runnable_by(self.account, postgres_folder() / "postgres", self.folder).parent


@contextmanager
def kept_postgres(folder: Path) -> Iterator[str]:
    """Yield the address of a PostgreSQL with its data below `folder`. Raises Refusal if there is none."""
    account = ordinary_account()
    server = KeptPostgres(_home(folder, account), account)
    try:
        server.prepare()
        server.start()
        yield server.url
    finally:
        server.stop()


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Make a folder and keep other starts away from it. Raises Refusal when one is there already."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(f"A shop runs on {folder} already: stop it, or set FASTSHOP_DATA_DIR.") from None
        yield


def _home(folder: Path, account: Account | None) -> Path:
    """Return where the account can keep its data: the folder, else one that stands for it in /var/tmp."""
    if account is None or _owned(folder, account):
        folder.mkdir(exist_ok=True)
        return folder
    spare = Path("/var/tmp") / f"fastshop-{hashlib.sha256(bytes(folder)).hexdigest()[:12]}"  # noqa: S108
    if not _owned(spare, account):
        raise Refusal(
            f"PostgreSQL, which does not run as root, can write neither to {folder} nor to {spare}."
        )
    say(f"The database is in {spare}, since PostgreSQL does not run as root.")
    return spare


def _owned(folder: Path, account: Account) -> bool:
    """Make the folder the account's own and return whether the account gets into it."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in {os.geteuid(), account.uid}:
        return False
    os.chown(folder, account.uid, account.gid)
    entering = ["/bin/sh", "-c", 'cd "$0"', str(folder)]
    return subprocess.run(entering, cwd="/", stderr=subprocess.DEVNULL, **account.options()).returncode == 0
