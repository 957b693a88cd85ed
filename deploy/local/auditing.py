"""Known vulnerabilities in what we depend on, as far as the package index tells of them."""

import json
import subprocess
import sys

from deploy.local import environment
from deploy.local.console import say
from deploy.local.paths import ROOT, VENV

CONSTRAINTS = ROOT / "deploy" / "local" / "constraints.txt"  # every package we install, pinned
PATIENCE = 300


def audit() -> int:
    """Ask the package index about every pinned package; return 1 when one is known to be vulnerable.

    An index that passes no advisories on is said so in the summary, and is no failure.
    """
    environment.prepare("dev")
    packages = _asked()
    vulnerable = [package for package in packages if package.get("vulns")]
    silent = sum("skip_reason" in package for package in packages)
    for package in vulnerable:
        known = ", ".join(f"{found['id']} (fixed in {_versions(found)})" for found in package["vulns"])
        say(f"{package['name']} {package['version']}: {known}")
    say(f"{len(packages)} packages, {len(vulnerable)} vulnerable, {silent} of which the index says nothing.")
    return 1 if vulnerable else 0


def _asked() -> list[dict]:
    tool = [VENV / "bin" / "pip-audit", "--disable-pip", "--no-deps", "--format=json", "-r", CONSTRAINTS]
    answer = subprocess.run(tool, capture_output=True, text=True, timeout=PATIENCE)
    if not answer.stdout:
        sys.stderr.write(answer.stderr)
        return []
    return json.loads(answer.stdout)["dependencies"]


def _versions(found: dict) -> str:
    return " or ".join(found["fix_versions"]) or "no version yet"
