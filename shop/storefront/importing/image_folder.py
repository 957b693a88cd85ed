"""The folder that an import takes pictures from."""

from pathlib import Path
from typing import BinaryIO, Self

from django.utils.translation import gettext as _

from shop.storefront.importing.rows import Refused


class ImageFolder:
    """Opens what lies in one folder or below it, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        """Nothing stays open."""

    def open(self, name: str) -> BinaryIO:
        """Open a picture. Raises Refused."""
        path = (self._folder / name).resolve()
        if not path.is_relative_to(self._folder):
            raise Refused(_("The image “%s” is outside the image folder.") % name)
        if not path.is_file():
            raise Refused(_("The image “%s” is not there.") % name)
        return path.open("rb")
