"""What the database can do at most: the same tables and indexes, asked by a raw client without our Python."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from deploy.local.binaries import postgres_folder
from deploy.local.console import Refusal
from deploy.local.processes import run_quietly

SCRIPTS = {
    "conditional UPDATE": Path(__file__).with_name("sql") / "conditional_update.sql",
    "five statements": Path(__file__).with_name("sql") / "five_statements.sql",
}
_DONE = re.compile(r"actually processed: (\d+)")
_RATE = re.compile(r"tps = ([\d.]+) \(without initial connection time\)")


def pgbench() -> Path | None:
    """Return the program, where it is installed beside the server's."""
    program = postgres_folder() / "pgbench"
    return program if program.exists() else None


def measured(script: Path, database: str, variant: int, callers: int, seconds: float) -> tuple[int, float]:
    """Run a script with so many connections; return how many transactions were done, and in what time.

    pgbench knows whole seconds only. Raises Refusal when it fails.
    """
    where = urlsplit(database)
    account = ["-h", where.hostname, "-p", str(where.port), "-U", where.username, where.path[1:]]
    threads = min(callers, os.cpu_count() or 1)
    shape = ["-c", str(callers), "-j", str(threads), "-T", str(max(round(seconds), 1))]
    asked = [pgbench(), "-n", "-M", "prepared", "-D", f"variant={variant}", "-f", script, *shape, *account]
    code, said = run_quietly(asked)
    if code:
        raise Refusal(f"{said}\npgbench failed.")
    done = int(_DONE.search(said)[1])
    return done, done / float(_RATE.search(said)[1]) if done else seconds
