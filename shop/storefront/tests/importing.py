"""Running the import command on a file made for a test, and reading what it refused."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command


class Loaded:
    """What one run of the command said, and the rows that it refused."""

    def __init__(self, output: str, refused: Path) -> None:
        self.output = output
        self.refused_file = refused
        self.rows = list(csv.DictReader(refused.open(encoding="utf-8"))) if refused.exists() else []

    @property
    def refusals(self) -> list[tuple[int, str]]:
        """Lines and reasons, in the order of the file."""
        return [(int(row["line"]), row["reason"]) for row in self.rows]


Load = Callable[..., Loaded]


def loader(folder: Path) -> Load:
    """Return a function that writes its content to the folder and imports it."""

    def load(content: str | bytes, name: str = "goods.csv", **options: object) -> Loaded:
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        output = StringIO()
        call_command("import_products", str(path), stdout=output, **options)
        return Loaded(output.getvalue(), settings.DATA_DIR / "imports" / "goods-refused.csv")

    return load
