"""What the settings read from the environment, with safe defaults when a variable is missing."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def flag(name: str, default: bool = False) -> bool:
    """Return whether the variable says yes (1, true, yes, on)."""
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def listing(name: str) -> list[str]:
    """Return the variable's comma-separated values, without blanks."""
    return [value.strip() for value in os.environ.get(name, "").split(",") if value.strip()]


def needed(name: str, shape: str, example: str, instead: str = "") -> None:
    """Let the solo shape do without a variable. Raises ImproperlyConfigured in the full shape."""
    if shape != "solo":
        names = f"{instead} (or {name})" if instead else name
        raise ImproperlyConfigured(f"{names} is not set: put it in the environment, as in {example}.")


def secret_key(shape: str, data_dir: Path) -> str:
    """Return SECRET_KEY; solo makes one on its first start and keeps it in the data folder.

    Raises ImproperlyConfigured in the full shape, where every process must be given the same key.
    """
    if key := os.environ.get("SECRET_KEY"):
        return key
    if shape != "solo":
        raise ImproperlyConfigured(
            "SECRET_KEY is not set: put a long random value in the environment, the same for every process."
        )
    kept = data_dir / "secret_key"
    if not kept.exists():
        _keep(kept, secrets.token_urlsafe(50))
    return kept.read_text()


def _keep(file: Path, secret: str) -> None:
    """Write the file whole or not at all; of two processes that start at once the first one wins."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secret)
    with suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()
