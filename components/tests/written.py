"""The components as they are written: their classes, their templates, and who names those."""

import re
from collections.abc import Iterator
from importlib import import_module
from inspect import getmembers, isclass
from pathlib import Path
from pkgutil import iter_modules

from django.conf import settings

import components
from components.fragments import Props

FOLDER = Path(components.__file__).parent
ROOT = Path(settings.BASE_DIR)


def classes() -> set[type[Props]]:
    """Return every class of `components` that names a template: whoever writes one need not register it."""
    modules = [import_module(f"components.{found.name}") for found in iter_modules([str(FOLDER)])]
    found = {one for module in modules for _name, one in getmembers(module, isclass)}
    return {one for one in found if one is not Props and hasattr(one, "template")}


def templates() -> set[str]:
    """Return the names of the templates."""
    return {file.name for file in FOLDER.glob("*.html")}


def included(folder: Path) -> Iterator[str]:
    """Return what the templates below a folder include by name."""
    for file in folder.rglob("*.html"):
        yield from re.findall(r"""{%\s*include\s+["']([^"'#]+)""", file.read_text())


def rendered_by_name() -> Iterator[str]:
    """Return what Python renders by name."""
    by_name = re.compile(r"""(?:render\w*|get_template)\([^)]*["']([^"'#]+\.html)""")
    for folder in ("components", "shop"):
        for file in (ROOT / folder).rglob("*.py"):
            yield from by_name.findall(file.read_text())
