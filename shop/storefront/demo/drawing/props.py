"""Small things that keep a product company in its second picture."""

from shop.storefront.demo.drawing.canvas import Canvas
from shop.storefront.demo.drawing.forms import rim, shadow, turned
from shop.storefront.demo.drawing.garden import leaves
from shop.storefront.demo.drawing.palette import colour, lit, shaded


def _round(c: Canvas, name: str) -> str:
    return c.radial(
        [(0, lit(name, 0.45)), (0.45, colour(name)), (1, shaded(name, 0.4))], 'cx=".34" cy=".28" r=".8"'
    )


def lemons(c: Canvas) -> None:
    """Two lemons."""
    for x, y, turn in ((430, 572, -14), (350, 600, 20)):
        shadow(c, 50, y + 24, x)
        d = f"M{x - 62} {y}q10-4 16-14c26-36 70-34 92 2q6 8 16 11q-10 4-15 13c-24 38-68 36-92-1q-7-8-17-11z"
        c.path(d, _round(c, "#e2b83f"), transform=f"rotate({turn} {x} {y})")


def pears(c: Canvas) -> None:
    """Two pears."""
    for x, y, turn in ((460, 590, 10), (350, 610, -7)):
        shadow(c, 56, y, x)
        with c.group(f"rotate({turn} {x} {y})"):
            c.line(f"M{x} {y - 138}q2-20 12-30", colour("walnut"), 6)
            c.path(
                f"M{x} {y - 142}c34 0 24 48 46 74c34 42 4 76-46 76s-80-34-46-76c22-26 12-74 46-74z",
                _round(c, "#a9a653"),
            )


def books(c: Canvas) -> None:
    """Three books in a pile."""
    shadow(c, 130)
    for x, y, width, name in ((278, 572, 250, "denim"), (296, 536, 222, "bone"), (286, 500, 226, "brick")):
        c.rect(
            x,
            y,
            width,
            36,
            c.linear([(0, lit(name, 0.2)), (0.1, colour(name)), (1, shaded(name, 0.3))]),
            rx=5,
        )
        c.rect(x + width - 30, y + 5, 30, 26, shaded("bone", 0.12))
        c.rect(x + 34, y, 9, 36, lit(name, 0.5), opacity=0.6)


def sprig(c: Canvas) -> None:
    """A bottle vase with a few leaves."""
    shadow(c, 50)
    leaves(c, 400, 470, [(-38, 190), (34, 200), (-4, 250)])
    c.path(turned([(22, 450), (20, 490), (56, 550), (44, 606)]), c.turned("smoke"))
    rim(c, 22, 450, "smoke")


def cup(c: Canvas) -> None:
    """A cup of something dark."""
    shadow(c, 70)
    c.path(turned([(84, 496), (84, 496), (80, 560), (56, 606)]), c.turned("chalk"))
    rim(c, 84, 496, "chalk", "#5a3a28")


def stones(c: Canvas) -> None:
    """Three river stones in a pile."""
    shadow(c, 92)
    for y, rx, ry, name in ((580, 96, 34, "slate"), (526, 70, 28, "bone"), (482, 44, 20, "iron")):
        c.ellipse(400, y, rx, ry, _round(c, name))


PROPS = {prop.__name__: prop for prop in (lemons, pears, books, sprig, cup, stones)}
