"""Grounds and settings: where an object stands, lies or hangs, and what else is in the picture."""

from shop.storefront.demo.drawing.canvas import Canvas
from shop.storefront.demo.drawing.palette import colour, lit, shaded

HORIZON = 522


def table(c: Canvas, tone: str) -> None:
    """A wall and a table in one tone."""
    wall = c.radial(
        [(0, lit(tone, 0.42)), (0.55, colour(tone)), (1, shaded(tone, 0.12))], 'cx=".25" cy=".1" r="1.3"'
    )
    c.add("path", d="M0 0h800v800H0z", fill=wall)
    top = c.linear([(0, shaded(tone, 0.02)), (1, shaded(tone, 0.17))], 'x2="1" y2=".6"')
    c.add("path", d=f"M0 {HORIZON}h800v{800 - HORIZON}H0z", fill=top)
    c.add("path", d=f"M0 {HORIZON}h800v5H0z", fill="#fff", opacity=0.2)


def plain(c: Canvas, tone: str) -> None:
    """A wall, or a sheet seen from above."""
    wall = c.radial(
        [(0, lit(tone, 0.42)), (0.55, colour(tone)), (1, shaded(tone, 0.14))], 'cx=".25" cy=".1" r="1.3"'
    )
    c.add("path", d="M0 0h800v800H0z", fill=wall)
