"""Cells of several parts: a category's way through the tree, a variant's options.

Within a part, a backslash stands before what would part it.
"""

import re


def parted(text: str, separator: str) -> list[str]:
    """Return the parts as they were written, each still with its backslashes."""
    return re.findall(rf"(?:\\[\\>;=]|[^{separator}])+", text)


def plain(part: str) -> str:
    """Return a part without the backslashes that kept it together."""
    return re.sub(r"\\([\\>;=])", r"\1", part)


def kept_together(part: str) -> str:
    """Return a part such that nothing in it parts it: what `plain` turns back."""
    return re.sub(r"([\\>;=])", r"\\\1", part)


def one_line(text: str) -> str:
    """Return the text with single spaces for whatever whitespace it had."""
    return " ".join(text.split())
