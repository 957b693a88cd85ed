"""For cooking: pan, casserole, knife, board, mill, mortar."""

from shop.storefront.demo.drawing.canvas import Canvas
from shop.storefront.demo.drawing.forms import closed, lying, rim, shadow, shine, smooth, turned
from shop.storefront.demo.drawing.palette import colour, lit, shaded


def pan(c: Canvas, body: str = "iron", grip: str = "", size: float = 1) -> None:
    """A skillet from above, its handle to the lower right; `grip` makes the handle of wood."""
    with c.group(
        f"rotate(38 400 400) translate({400 - 340 * size:.0f} {400 - 400 * size:.0f}) scale({size})"
    ):
        lying(
            c,
            "M512 372C600 384 640 378 690 368Q742 362 742 400T690 432C640 422 600 416 512 428z",
            c.flat(grip or body),
        )
        c.ellipse(712, 400, 15, 9, shaded(body, 0.6))
        lying(c, "M320 196a204 204 0 1 0 .1 0zM98 372l26-28v112l-26-28z", c.flat(body))
    x, y, r = (340 - 400) * size * 0.79 + 400, 400 - 60 * size * 0.62, 204 * size
    c.ellipse(
        x + 15 * size,
        y,
        r - 8,
        r - 8,
        c.linear([(0, shaded(body, 0.5)), (1, lit(body, 0.12))], 'x2="1" y2="1"'),
    )
    c.ellipse(x + 15 * size, y, r * 0.82, r * 0.82, c.flat(shaded(body, 0.1)))
    shine(
        c,
        smooth((x - r * 0.6, y + r * 0.02), (x - r * 0.46, y - r * 0.4), (x - r * 0.06, y - r * 0.6)),
        0.16,
        16,
    )


def casserole(c: Canvas, body: str = "rust", inside: str = "bone", knob: str = "brass") -> None:
    """A cast-iron casserole with its lid on."""
    shadow(c, 205)
    for side in (-1, 1):
        c.path(
            closed(
                (400 + side * 196, 446),
                (400 + side * 262, 440),
                (400 + side * 258, 474),
                (400 + side * 190, 484),
            ),
            c.turned(shaded(body, 0.1)),
        )
    c.path(turned([(206, 410), (206, 410), (204, 520), (184, 606)], look=0.12), c.turned(body))
    c.path(turned([(210, 398), (212, 408), (206, 420)], look=0.12), c.turned(shaded(body, 0.22)))
    c.path(turned([(60, 334), (170, 362), (212, 402)], look=0.12), c.turned(body))
    c.path(turned([(32, 292), (34, 304), (16, 334)]), c.metal(knob))
    c.ellipse(400, 292, 32, 6, lit(knob, 0.5))
    shine(c, smooth((222, 450), (220, 510), (230, 560)), 0.3, 13)
    shine(c, smooth((236, 378), (290, 352), (336, 343)), 0.3, 9)


def knife(c: Canvas, grip: str = "walnut", metal: str = "steel", length: float = 1) -> None:
    """A kitchen knife, from above; `length` shortens the blade."""
    tip = 470 - 390 * length
    with c.group(f"rotate(-32 400 400) translate({(1 - length) * -150:.0f} 10)"):
        blade = (
            f"M478 356L{tip + 90:.0f} 350Q{tip + 20:.0f} 356 {tip:.0f} 372"
            f"Q{tip + 110:.0f} {400 + 50 * length:.0f}"
            f" 478 {410 + 26 * length:.0f}z"
        )
        lying(
            c,
            blade,
            c.linear(
                [
                    (0, lit(metal, 0.5)),
                    (0.55, colour(metal)),
                    (0.56, lit(metal, 0.65)),
                    (1, lit(metal, 0.25)),
                ],
                'y2="1" x2="0"',
            ),
        )
        lying(c, "M478 352L720 346Q748 350 742 384T714 410Q640 396 560 404L478 408z", c.flat(grip))
        c.rect(
            470, 351, 26, 60, c.linear([(0, lit(metal, 0.6)), (1, shaded(metal, 0.3))], 'y2="1" x2="0"'), rx=3
        )
        for x in (540, 616, 688):
            c.ellipse(x, 378, 7, 7, colour("brass"))
        c.line("M506 360L716 353", lit(grip, 0.4), 4, opacity=0.5)


def board(c: Canvas, wood: str = "oak", dark: str = "walnut", blocks: bool = False) -> None:
    """A cutting board leaning on the wall: rounded, or of end-grain blocks."""
    if blocks:
        lying(c, "M170 250q0-20 20-20h420q20 0 20 20v300q0 20-20 20H190q-20 0-20-20z", c.flat(wood))
        marks = "".join(
            f'<path fill="{shaded(name, tone)}" d="M{x} {y}h58v58h-58z"/>'
            for x, y, name, tone in (
                (1, 1, wood, 0),
                (61, 1, dark, 0),
                (1, 61, dark, 0.1),
                (61, 61, wood, 0.08),
            )
        )
        with c.group("translate(190 250)"):
            c.rect(0, 0, 420, 300, c.tile(120, 120, marks))
        c.rect(
            170,
            230,
            460,
            340,
            c.linear([(0, "#fff", 0.22), (0.6, "#fff", 0), (1, shaded(dark, 0.5), 0.25)], 'x2="1" y2="1"'),
            rx=20,
        )
        return
    d = "M400 110q46 0 46 50l-6 84a206 206 0 1 1-80 0l-6-84q0-50 46-50z"
    lying(c, d, c.flat(wood))
    grain = (
        f'<path d="M0 20Q60 8 120 20T240 20M0 44q50 12 110 0t130 0" fill="none" stroke="{shaded(wood, 0.3)}"'
        ' stroke-width="2.5" opacity=".5"/>'
    )
    c.path(d, c.tile(240, 62, grain, 86))
    c.ellipse(400, 160, 15, 15, shaded(wood, 0.55))
    c.line("M207 400a196 196 0 0 1 150-152", lit(wood, 0.6), 5, opacity=0.7)


def mill(c: Canvas, wood: str = "walnut", cap: str = "brass") -> None:
    """A turned pepper mill and a few peppercorns."""
    shadow(c, 84)
    c.path(turned([(46, 330), (58, 372), (44, 430), (60, 520), (86, 576), (84, 606)]), c.turned(wood))
    c.path(turned([(48, 318), (48, 318), (48, 334)]), c.metal(cap))
    c.path(turned([(14, 192), (54, 226), (62, 270), (36, 300), (48, 320)]), c.turned(wood))
    c.path(turned([(13, 164), (15, 176), (10, 196)]), c.metal(cap))
    for y, r in ((566, 83), (584, 86)):
        c.line(f"M{400 - r} {y}A{r} 12 0 0 0 {400 + r} {y}", shaded(wood, 0.5), 3, opacity=0.6)
    for x, y in ((250, 640), (282, 622), (560, 652), (236, 612), (592, 636)):
        c.ellipse(x + 3, y + 5, 10, 5, "#1e2230", opacity=0.2)
        c.ellipse(x, y, 9, 9, c.turned("ebony"))
    shine(c, smooth((352, 252), (346, 272), (358, 290)), 0.35, 8)


def mortar(c: Canvas, stone: str = "slate", speck: str = "chalk", pestle: str = "") -> None:
    """A stone mortar with its pestle leaning inside."""
    shadow(c, 160)
    d = turned([(168, 416), (174, 430), (160, 520), (120, 570), (128, 606)])
    c.path(d, c.turned(stone))
    c.path(d, c.dots(speck, 74))
    rim(c, 168, 416, stone, stone, look=0.2)
    with c.group("rotate(34 440 400)"):
        c.path(
            turned([(20, 190), (36, 206), (26, 250), (26, 380), (34, 420)], 440), c.turned(pestle or stone)
        )
    c.path("M232 419A168 34 0 0 0 568 419L560 448A168 34 0 0 1 240 448z", c.turned(stone))
    shine(c, smooth((258, 470), (264, 510), (284, 542)), 0.2, 12)
