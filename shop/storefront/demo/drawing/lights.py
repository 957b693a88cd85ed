"""Lamps and candles. What glows paints its own light on the wall."""

from shop.storefront.demo.drawing.canvas import Canvas
from shop.storefront.demo.drawing.forms import closed, rim, shadow, shine, smooth, turned
from shop.storefront.demo.drawing.palette import colour, lit, shaded


def halo(c: Canvas, x: float, y: float, radius: float, strength: float = 0.8) -> None:
    """Paint the light around a lamp."""
    paint = c.radial([(0, "glow", strength), (0.4, "glow", strength * 0.45), (1, "glow", 0)])
    c.ellipse(x, y, radius, radius, paint)


def mushroom(c: Canvas, body: str = "rust", shade: str = "") -> None:
    """A small portable lamp: a dome on a stem, lit."""
    shade = shade or body
    halo(c, 400, 400, 390, 0.85)
    shadow(c, 104)
    pool = c.radial([(0, "glow", 0.9), (1, "glow", 0)])
    c.ellipse(400, 606, 260, 52, pool)
    c.path(turned([(96, 574), (106, 586), (104, 606)]), c.turned(body))
    c.path(turned([(24, 380), (24, 380), (26, 540), (60, 580)]), c.turned(body))
    c.path(
        turned([(22, 372), (22, 372), (24, 470)]),
        c.linear([(0, "glow", 0.75), (1, "glow", 0)], 'y2="1" x2="0"'),
    )
    c.ellipse(400, 372, 168, 30, c.radial([(0, "#fffaf0"), (0.6, "glow"), (1, lit(shade, 0.35))]))
    c.path("M228 372C226 250 300 196 400 196S574 250 572 372A172 30 0 0 0 228 372z", c.turned(shade, 1.1))
    c.line("M229 371A172 30 0 0 1 571 371", lit(shade, 0.5), 4, opacity=0.6)
    shine(c, smooth((262, 320), (280, 264), (324, 230)), 0.4, 13)


def task(c: Canvas, body: str = "ink", joint: str = "brass") -> None:
    """A desk lamp with two arms, its head to the left."""
    halo(c, 268, 500, 250, 0.6)
    shadow(c, 96, middle=500)
    c.path(turned([(92, 586), (98, 594), (96, 608)], 500), c.turned(body))
    for d, width in ((smooth((500, 590), (560, 410)), 15), (smooth((560, 410), (348, 250)), 15)):
        c.line(d, shaded(body, 0.1), width)
        c.line(d, lit(body, 0.35), 4, transform="translate(-3 -3)", opacity=0.8)
    for x, y in ((560, 410), (348, 250)):
        c.ellipse(x, y, 17, 17, c.metal(joint))
    with c.group("rotate(28 330 270)"):
        c.ellipse(330, 392, 108, 22, c.radial([(0, "#fffaf0"), (0.7, "glow"), (1, lit(body, 0.4))]))
        c.path(
            "M222 392C222 330 280 316 290 262Q330 244 370 262C380 316 438 330 438 392A108 22 0 0 0 222 392z",
            c.turned(body),
        )
        shine(c, smooth((252, 360), (280, 334), (300, 300)), 0.35, 9)


def pendant(c: Canvas, body: str = "moss", inside: str = "chalk", flat: float = 1) -> None:
    """A bell-shaped pendant on its cord; `flat` below 1 presses it into a dish."""
    top = 470 - 210 * flat
    halo(c, 400, 560, 330, 0.7)
    c.line(f"M400 0V{top - 40:.0f}", "#33302d", 5)
    c.path(turned([(16, top - 62), (18, top - 50), (24, top)]), c.metal("brass"))
    c.ellipse(400, 470, 216, 44, c.radial([(0, "#fffdf6"), (0.35, "glow"), (1, shaded(inside, 0.18))]))
    c.ellipse(400, 474, 46, 32, "#fffdf6")
    c.path(
        f"M180 470C186 {top + 90:.0f} 330 {top + 60:.0f} 366 {top - 8:.0f}"
        f"Q400 {top - 20:.0f} 434 {top - 8:.0f}C470 {top + 60:.0f} 614 {top + 90:.0f} 620 470"
        "A220 46 0 0 0 180 470z",
        c.turned(body),
    )
    c.line("M181 469A220 46 0 0 1 619 469", lit(body, 0.45), 4, opacity=0.7)
    if flat == 1:
        shine(c, smooth((236, 424), (270, 350), (332, 316)), 0.3, 13)


def lantern(c: Canvas, paper: str = "#fdf1d8", foot: str = "walnut") -> None:
    """A round paper lantern on three thin legs."""
    halo(c, 400, 370, 390, 0.8)
    shadow(c, 120, strength=0.8)
    for x, reach in ((318, -42), (400, 4), (482, 42)):
        c.line(f"M{x} 500L{x + reach} {606 if reach != 4 else 622}", colour(foot), 11)
    ball = c.radial(
        [(0, "#fffdf4"), (0.5, paper), (0.85, shaded(paper, 0.08)), (1, shaded(paper, 0.2))],
        'cx=".45" cy=".5"',
    )
    c.ellipse(400, 362, 190, 176, ball)
    for y in range(-5, 6):
        reach = 190 * (1 - (y / 6) ** 2) ** 0.5
        c.line(
            f"M{400 - reach:.0f} {362 + y * 28}Q400 {374 + y * 28 + y * 4} {400 + reach:.0f} {362 + y * 28}",
            shaded(paper, 0.35),
            2,
            opacity=0.35,
        )
    c.ellipse(400, 190, 50, 9, shaded(foot, 0.2))


def shaded_lamp(c: Canvas, base: str = "celadon", shade: str = "linen", speck: str = "") -> None:
    """A table lamp: ceramic base, linen shade."""
    halo(c, 400, 330, 360, 0.7)
    shadow(c, 92)
    d = turned([(30, 430), (96, 478), (104, 540), (64, 590), (70, 606)])
    c.path(d, c.turned(base))
    if speck:
        c.path(d, c.dots(speck))
    c.path(turned([(13, 390), (13, 390), (30, 432)]), c.metal("brass"))
    warm = c.linear(
        [(0, shaded(shade, 0.1)), (0.35, "#fff3d6"), (0.6, lit(shade, 0.6)), (1, shaded(shade, 0.12))]
    )
    c.path("M304 190Q400 206 496 190L566 386A166 26 0 0 1 234 386z", warm)
    c.ellipse(400, 190, 96, 13, c.radial([(0, "#fffdf6"), (1, "glow")]))
    weave = f'<path d="M0 0v9M5 0v9" stroke="{shaded(shade, 0.4)}" stroke-width=".8" opacity=".35"/>'
    c.path("M304 190Q400 206 496 190L566 386A166 26 0 0 1 234 386z", c.tile(9, 9, weave))
    shine(c, smooth((312, 500), (306, 530), (316, 556)), 0.45, 10)


def flame(c: Canvas, x: float, y: float, size: float = 1) -> None:
    """A candle's flame with its wick at (x, y)."""
    halo(c, x, y - 34 * size, 120 * size, 0.9)
    c.line(f"M{x} {y + 12}v-20", "#3b2f2a", 4)
    d = closed((x, y - 84 * size), (x - 17 * size, y - 34 * size), (x, y - 4), (x + 17 * size, y - 34 * size))
    c.path(d, c.linear([(0, "#fff3c4"), (0.6, "#ffcf6b"), (1, "#e98f3c")], 'y2="1" x2="0"'))


def candle(c: Canvas, body: str = "slate", wax: str = "bone", speck: str = "", label: str = "") -> None:
    """A scented candle in a stoneware cup, burning."""
    halo(c, 400, 370, 300, 0.5)
    shadow(c, 130)
    d = turned([(136, 410), (136, 410), (134, 560), (118, 606)])
    c.path(d, c.turned(body))
    if speck:
        c.path(d, c.dots(speck))
    rim(c, 136, 410, body, wax)
    c.ellipse(400, 417, 116, 12, lit(wax, 0.4))
    if label:
        c.rect(345, 490, 110, 62, c.turned(label, 0.5), rx=3)
        c.line("M368 514h64M380 532h40", shaded(label, 0.5), 4, opacity=0.7)
    flame(c, 400, 408)
    shine(c, smooth((290, 456), (290, 540)), 0.3, 11)


def tapers(c: Canvas, wax: str = "wax", tie: str = "natural") -> None:
    """Dinner candles, one lit in a low holder and two lying in front."""
    shadow(c, 66, 574)
    c.path(turned([(62, 548), (70, 560), (66, 574)]), c.metal("brass"))
    c.path(turned([(15, 226), (18, 240), (20, 552)]), c.turned(wax))
    flame(c, 400, 226)
    for y, x in ((628, 262), (662, 300)):
        c.ellipse(x + 150, y + 21, 176, 10, "#1e2230", opacity=0.15)
        paint = c.linear([(0, lit(wax, 0.4)), (0.5, colour(wax)), (1, shaded(wax, 0.3))], 'y2="1" x2="0"')
        c.path(f"M{x - 30} {y}L{x + 290} {y - 17}q16 17 0 34L{x - 30} {y + 14}q-7-7 0-14z", paint)
        c.line(f"M{x - 34} {y + 7}h-22", colour("bone"), 4)
    c.path("M436 606l16 0 8 82-16 2z", c.flat(tie))


def chamberstick(c: Canvas, metal: str = "brass", wax: str = "chalk") -> None:
    """A candle holder with a ring for the finger."""
    shadow(c, 150)
    c.ellipse(584, 560, 40, 36, "none", stroke=shaded(metal, 0.15), stroke_width=14)
    c.ellipse(584, 557, 40, 36, "none", stroke=lit(metal, 0.5), stroke_width=4)
    c.path(turned([(166, 572), (160, 596), (118, 608)], look=0.2), c.metal(metal))
    c.ellipse(
        400,
        572,
        166,
        33,
        c.linear([(0, lit(metal, 0.55)), (0.5, colour(metal)), (1, shaded(metal, 0.3))], 'x2="1" y2="1"'),
    )
    c.ellipse(400, 576, 146, 26, c.linear([(0, shaded(metal, 0.35)), (1, lit(metal, 0.3))]))
    c.path(turned([(40, 486), (34, 500), (34, 566), (44, 580)]), c.metal(metal))
    c.path(turned([(29, 310), (29, 310), (29, 488)]), c.turned(wax))
    c.ellipse(400, 310, 29, 5, lit(wax, 0.6))
    flame(c, 400, 304)
