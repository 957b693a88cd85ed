"""For the table: plate, bowl, glasses, jug, carafe, cups, cutlery."""

from shop.storefront.demo.drawing.canvas import Canvas
from shop.storefront.demo.drawing.forms import lying, rim, shadow, shine, smooth, turned
from shop.storefront.demo.drawing.palette import colour, lit, shaded


def plate(c: Canvas, body: str = "chalk", edge: str = "", ring: str = "", speck: str = "") -> None:
    """A plate from above: the lip, the well, and a ring of slip or glaze."""
    lying(c, "M400 150a250 250 0 1 0 .1 0z", c.flat(edge or body))
    c.ellipse(400, 400, 242, 242, c.flat(body))
    well = c.linear([(0, shaded(body, 0.16)), (0.5, colour(body)), (1, lit(body, 0.35))], 'x2="1" y2="1"')
    c.ellipse(400, 400, 172, 172, well)
    c.ellipse(400, 400, 163, 163, c.flat(body))
    if ring:
        c.ellipse(400, 400, 205, 205, "none", stroke=colour(ring), stroke_width=9, opacity=0.85)
    if speck:
        c.ellipse(400, 400, 248, 248, c.dots(speck))
    shine(c, smooth((214, 300), (252, 236), (316, 190)), 0.5, 9)


def bowl(
    c: Canvas, body: str = "chalk", inside: str = "", band: str = "", speck: str = "", wide: float = 1
) -> None:
    """A bowl on a small foot; `wide` makes it a low, broad one."""
    r, top = 190 * wide, 610 - 190 / wide
    shadow(c, 120 * wide)
    c.path(turned([(78 * wide, 585), (78 * wide, 585), (74 * wide, 606)]), c.turned(band or body))
    d = turned([(r, top), (r, top), (r * 0.94, top + 60 / wide), (r * 0.66, 566), (76 * wide, 594)])
    c.path(d, c.turned(body))
    if speck:
        c.path(d, c.dots(speck))
    rim(c, r, top, body, inside, look=0.2)
    shine(
        c,
        smooth((400 - r * 0.86, top + 52), (400 - r * 0.76, top + 92), (400 - r * 0.58, top + 122)),
        0.35,
        11,
    )


def cups(c: Canvas, body: str = "ink", other: str = "chalk", inside: str = "bone") -> None:
    """Two small cups without handles, one behind the other."""
    for x, y, name in ((482, 560, other), (330, 612, body)):
        shadow(c, 88, y, x)
        c.path(turned([(98, y - 150), (98, y - 150), (94, y - 70), (64, y)], x), c.turned(name))
        rim(c, 98, y - 150, name, inside, x, 0.18)
        shine(c, smooth((x - 78, y - 112), (x - 74, y - 66)), 0.35, 9)


def glass(c: Canvas, tint: str = "smoke", drink: str = "") -> None:
    """Two tumblers with a heavy foot, one behind the other."""
    for x, y, top in ((490, 556, 330), (330, 612, 372)):
        shadow(c, 84, y, x, 0.75)
        c.path(turned([(92, top), (92, top), (76, y)], x), c.glass(tint, 0.55))
        c.path(turned([(79, y - 26), (79, y - 26), (76, y)], x), c.glass(tint, 0.5))
        if drink:
            c.path(turned([(85, y - 130), (85, y - 130), (78, y - 26)], x), c.glass(drink, 0.5))
        c.ellipse(
            x,
            top,
            92,
            16,
            lit(tint, 0.5),
            fill_opacity=0.25,
            stroke="#fff",
            stroke_width=3,
            stroke_opacity=0.75,
        )
        shine(c, f"M{x - 72} {top + 34}l10 {y - top - 90}h12l-6 {70 + top - y}z", 0.5)


def goblet(c: Canvas, tint: str = "mist", wine: str = "plum") -> None:
    """A wine glass on a short stem."""
    shadow(c, 92, strength=0.7)
    c.path(turned([(20, 585), (92, 603), (94, 610)]), c.glass(tint, 0.6))
    c.path(turned([(20, 466), (12, 500), (12, 560), (34, 592)]), c.glass(tint, 0.85))
    c.path(turned([(124, 372), (124, 372), (92, 434), (24, 474)]), c.glass(wine, 0.85))
    c.ellipse(400, 372, 124, 19, lit(wine, 0.25), opacity=0.85)
    c.path(turned([(108, 236), (108, 236), (134, 340), (104, 430), (20, 482)]), c.glass(tint, 0.32))
    c.ellipse(400, 236, 108, 16, "none", stroke="#fff", stroke_width=3.5, opacity=0.8)
    shine(c, smooth((300, 300), (290, 350), (304, 396)), 0.6, 9)


def jug(c: Canvas, body: str = "chalk", edge: str = "indigo", inside: str = "") -> None:
    """An enamel jug with a coloured lip."""
    shadow(c, 130)
    c.line(smooth((504, 320), (606, 312), (610, 420), (520, 512)), shaded(body, 0.1), 25)
    c.line(smooth((506, 312), (590, 310), (612, 370)), lit(body, 0.3), 6, opacity=0.8)
    c.path("M306 262Q270 252 240 258Q262 290 296 350L330 340z", c.turned(body))
    c.path(turned([(104, 270), (98, 330), (132, 440), (142, 540), (122, 606)]), c.turned(body))
    rim(c, 104, 270, body, inside, look=0.17)
    c.line(
        "M296 270A104 18 0 0 0 504 270A104 18 0 0 0 330 257Q280 252 246 262Q276 272 300 284", colour(edge), 8
    )
    shine(c, smooth((296, 430), (280, 490), (284, 550)), 0.4, 12)


def carafe(c: Canvas, tint: str = "mist", stopper: str = "oak", water: str = "#b7cdd0") -> None:
    """A water carafe with a ball for a stopper."""
    shadow(c, 120, strength=0.75)
    c.path(turned([(84, 430), (84, 430), (128, 500), (132, 560), (112, 606)]), c.glass(water, 0.75))
    c.ellipse(400, 430, 84, 13, "#fff", opacity=0.4)
    c.path(turned([(52, 250), (42, 300), (58, 380), (130, 490), (134, 560), (112, 608)]), c.glass(tint, 0.45))
    c.ellipse(400, 250, 52, 8, "none", stroke="#fff", stroke_width=4, opacity=0.8)
    ball = c.radial(
        [(0, lit(stopper, 0.45)), (0.5, colour(stopper)), (1, shaded(stopper, 0.4))], 'cx=".35" cy=".3"'
    )
    c.ellipse(400, 216, 50, 50, ball)
    shine(c, smooth((294, 480), (284, 530), (292, 572)), 0.6, 10)
    shine(c, smooth((364, 290), (368, 340)), 0.6, 8)


def cutlery(c: Canvas, metal: str = "steel", grip: str = "") -> None:
    """Knife, fork and two spoons, side by side."""
    spoon = (
        "c-50 0-58 104-28 132c14 13 14 30 14 52l-6 236q0 22 20 22t20-22l-6-236c0-22 0-39 14-52"
        "c30-28 22-132-28-132z"
    )
    paint = c.linear([(0, lit(metal, 0.55)), (0.5, colour(metal)), (1, shaded(metal, 0.3))])
    fork = (
        "M258 190v112c0 32 24 34 26 64l-8 242q0 22 20 22t20-22l-8-242c2-30 26-32 26-64"
        "V190h-14v104h-12V190h-14v104h-12V190h-14v104h-10V190z"
    )
    knife = "M404 630q-20 0-20-22l6-200h-14c-4-110 4-190 34-236c16 40 14 110 14 236l0 200q0 22-20 22z"
    for d in (fork, knife, "M512 186" + spoon, "M634 206" + spoon):
        with c.group("translate(-40 0)"):
            lying(c, d, paint, 0.6)
    for x, y in ((254, 490), (364, 490), (472, 498), (594, 518)) if grip else ():
        c.rect(x - 22, y, 44, 150, c.linear([(0, lit(grip, 0.3)), (1, shaded(grip, 0.3))]), rx=20)
    for x in (472, 594):
        c.ellipse(x - 4, 242 if x == 472 else 262, 22, 46, shaded(metal, 0.22), opacity=0.55)
