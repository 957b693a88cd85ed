import signal
import subprocess
import sys

import pytest

from deploy.local.console import Refusal
from deploy.local.processes import run_quietly, start, stop, wait_until

STUBBORN = """
import signal, subprocess, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pause = "import signal; print('up', flush=True); signal.pause()"
grandchild = subprocess.Popen([sys.executable, "-c", pause])
signal.pause()
"""


def test_stopping_ends_a_stubborn_child_and_its_children() -> None:
    child = start([sys.executable, "-c", STUBBORN], output=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline() == b"up\n"
    stop(child, grace=0.1)
    assert child.returncode == -signal.SIGKILL
    assert child.stdout.read() == b"", "the pipe ends only when the grandchild is gone too"


def test_waiting_for_a_child_that_ended_is_refused_at_once() -> None:
    child = start([sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(Refusal, match="exit code 3"):
        wait_until(lambda: False, child, seconds=60, what="The child")


def test_what_a_quiet_child_wrote_is_kept() -> None:
    code, written = run_quietly([sys.executable, "-c", "import sys; print('said'); sys.exit('why')"])
    assert (code, written.split()) == (1, ["said", "why"])
