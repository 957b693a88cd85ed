"""A row of an import file once its cells are understood, and the refusal of one that is not."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any


class Refused(Exception):
    """A row cannot be loaded; the message says why, for who wrote the file."""


@dataclass(frozen=True, slots=True)
class ImageFile:
    """A picture that was written anew, on disk. `name` is what it is called in the media folder."""

    path: Path
    name: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Record:
    """A row as it stands in the file: its cells by heading, and the line on which it begins."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was refused; without a record it could not even be read as one."""

    line: int
    reason: Refused
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row ready to be written. The dicts hold values for the columns that the file has, no others."""

    record: Record
    sku: str
    parent: str  # empty where the row has a product of its own
    product: dict[str, Any]
    variant: dict[str, Any]
    category: tuple[str, ...] | None = None
    stock: int | None = None
    images: list[ImageFile] | None = None  # None leaves the product's pictures as they are
