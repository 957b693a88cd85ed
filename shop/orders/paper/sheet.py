"""An A4 sheet as the shop prints it."""

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

FONTS = Path(__file__).with_name("fonts")
FAMILY = "Inter"
UNKNOWN = "?"
MOST = 400  # characters of one text; nobody reads more on paper, and a line breaker takes its time
SOFT = (87, 94, 99)
LINE = (220, 223, 223)
Row = Sequence[str]


class Sheet(FPDF):
    """Pages with the sender above and page numbers below. Lengths are in millimetres.

    Whatever a shopper typed can be printed: what the font lacks is replaced, what is too long is cut.
    """

    def __init__(self, title: str) -> None:
        super().__init__(format="A4")
        self.add_font(FAMILY, "", FONTS / "Inter-Regular.ttf")
        self.add_font(FAMILY, "B", FONTS / "Inter-SemiBold.ttf")
        self.set_margins(20, 18, 20)
        self.set_auto_page_break(True, margin=24)
        self.set_title(self.printable(title))
        self.set_creator(settings.SHOP_NAME)
        self.add_page()

    def header(self) -> None:
        """Name the sender on every page."""
        self.write_line(settings.SHOP_NAME, size=11, bold=True)
        rest = filter(None, [settings.SHOP_ADDRESS, settings.SHOP_TAX_NUMBER])
        self.write_line(" · ".join(rest), size=8, colour=SOFT)
        self.ln(10)

    def footer(self) -> None:
        """Number the pages."""
        self.set_y(-16)
        words = _("Page %(n)s of %(count)s") % {"n": self.page_no(), "count": "{nb}"}
        self.write_line(words, size=8, colour=SOFT)

    def write_line(
        self,
        text: str,
        *,
        size: float = 9.5,
        bold: bool = False,
        colour: tuple[int, int, int] = (21, 24, 26),
    ) -> None:
        """Write a text, over several lines where it is long."""
        self.set_font(FAMILY, "B" if bold else "", size)
        self.set_text_color(*colour)
        self.multi_cell(0, size * 0.5, self.printable(text), align="L", new_x="LMARGIN", new_y="NEXT")

    def write_block(self, lines: Iterable[str]) -> None:
        """Write lines below each other, as an address, and leave some room."""
        for line in filter(None, lines):
            self.write_line(line)
        self.ln(8)

    def write_table(self, head: Row, rows: Sequence[Row], widths: Sequence[int]) -> None:
        """Write a table that goes on over pages; its first column is text, the others are figures."""
        self.set_font(FAMILY, "", 9)
        self.set_text_color(21, 24, 26)
        self.set_draw_color(*LINE)
        with self.table(
            col_widths=tuple(widths),
            text_align=("LEFT", *["RIGHT"] * (len(head) - 1)),
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            headings_style=FontFace(emphasis="", color=SOFT, size_pt=8),
            line_height=5,
            padding=(1.5, 1, 1.5, 0),
        ) as table:
            for row in (head, *rows):
                table.row([self.printable(cell) for cell in row])
        self.ln(4)

    def write_sums(self, rows: Iterable[tuple[str, str, bool]]) -> None:
        """Write what amounts come to, at the right; those marked stand out."""
        self.set_text_color(21, 24, 26)
        for label, amount, strong in rows:
            size, height = (11, 7) if strong else (9, 5)
            self.set_font(FAMILY, "B" if strong else "", size)
            self.set_x(100)
            self.cell(58, height, self.printable(label))
            self.cell(0, height, self.printable(amount), align="R", new_x="LMARGIN", new_y="NEXT")

    def printable(self, text: str) -> str:
        """Return the text in characters that the font has, on one line and of a length that can be read."""
        composed = unicodedata.normalize("NFC", " ".join(str(text)[:MOST].split()))
        known = self.fonts[FAMILY.lower()].cmap
        return "".join(letter if ord(letter) in known else UNKNOWN for letter in composed)
