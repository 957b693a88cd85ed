"""Picture files in the media folder. A name is never written twice with other content."""

import os
import tempfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

FORMATS = ("avif", "webp")


def rendition_name(master: str, width: int, suffix: str) -> str:
    """Return the name of the rendition that is so many pixels wide."""
    return f"{master.rpartition('.')[0]}-{width}.{suffix}"


def write(name: str, content: bytes) -> None:
    """Put a file into the media folder: whoever looks finds it whole or not at all."""
    path = Path(default_storage.path(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(unfinished).chmod(settings.FILE_UPLOAD_PERMISSIONS)
        Path(unfinished).replace(path)
    finally:
        Path(unfinished).unlink(missing_ok=True)


def discard(master: str, widths: Iterable[int]) -> None:
    """Remove a picture's files once the transaction commits."""
    transaction.on_commit(partial(remove, names_of(master, widths)))


def names_of(master: str, widths: Iterable[int]) -> list[str]:
    """Return the names of the master and of its renditions."""
    return [master, *(rendition_name(master, width, suffix) for width in widths for suffix in FORMATS)]


def remove(names: list[str]) -> None:
    """Remove files; one that is gone is gone."""
    for name in names:
        default_storage.delete(name)
