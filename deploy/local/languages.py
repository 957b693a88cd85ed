"""The translations, compiled for Django."""

from deploy.languages import stale
from deploy.local.console import Refusal, say
from deploy.local.paths import PYTHON, ROOT
from deploy.local.processes import run


def build() -> None:
    """Compile the translations that changed. Raises Refusal when a file of them cannot be read."""
    if not any(stale()):
        return
    say("Compiling the translations …")
    if run([PYTHON, ROOT / "deploy" / "languages.py"]):
        raise Refusal("The translations could not be compiled; the lines above say where.")
