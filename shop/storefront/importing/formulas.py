"""Cells that a spreadsheet would run as a formula: made harmless when written, taken as meant when read.

https://owasp.org/www-community/attacks/CSV_Injection
"""

import re

# What begins like this, be it after apostrophes, gets one more: so reading takes off what writing put on.
_RUN = re.compile(r"'*(?:\s*[=+\-@＝＋－＠﹦﹢﹣﹫]|[\t\r\n])")


def harmless(text: str) -> str:
    """Return the cell for a text: with an apostrophe before what a spreadsheet would run."""
    return f"'{text}" if _RUN.match(text) else text


def as_meant(cell: str) -> str:
    """Return the text of a cell, which `harmless` may have written."""
    return cell[1:] if cell.startswith("'") and _RUN.match(cell) else cell
