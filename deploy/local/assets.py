"""The style sheet and the script, built from theme/static_src into theme/static/dist."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from deploy.local import languages, nodejs
from deploy.local.console import say
from deploy.local.paths import ROOT
from deploy.local.processes import Child

SOURCE = ROOT / "theme" / "static_src"
THEMES = ROOT / "theme" / "themes"
BUILT = ROOT / "theme" / "static" / "dist"
# Tailwind reads class names from templates and from Python, so both decide what it writes.
SCANNED = {"templates": "*.html", "components": "*.*", "shop": "*.html"}


def build() -> None:
    """Build the assets and the translations of which something changed. Raises Refusal when it cannot."""
    languages.build()
    wanted = fingerprint()
    stamp = BUILT / ".built"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    node = nodejs.with_packages(SOURCE, "the asset tools")
    say("Building the assets …")
    node.run(SOURCE / "build.mjs", trouble="The assets could not be built; the lines above say why.")
    stamp.write_text(wanted)


def watch() -> Child:
    """Start what builds the assets anew whenever something they are made of is saved. Raises Refusal."""
    return nodejs.with_packages(SOURCE, "the asset tools").start(SOURCE / "build.mjs", "--watch")


def fingerprint() -> str:
    """Return a digest of everything the assets are made of."""
    digest = hashlib.sha256()
    for file in sorted(_inputs()):
        digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def _inputs() -> Iterator[Path]:
    yield from (file for file in SOURCE.glob("*.*") if file.is_file())
    for folder in (SOURCE / "src", SOURCE / "js", THEMES):
        yield from (file for file in folder.rglob("*") if file.is_file())
    for folder, pattern in SCANNED.items():
        found = (ROOT / folder).rglob(pattern)
        yield from (file for file in found if file.suffix in {".html", ".py"} and file.is_file())
