"""For the desk: notebooks, pens, pencils, scissors, a pot, a wallet."""

from shop.storefront.demo.drawing.canvas import Canvas
from shop.storefront.demo.drawing.forms import lying, rim, shadow, shine, turned
from shop.storefront.demo.drawing.palette import colour, lit, shaded


def notebook(
    c: Canvas, cover: str = "forest", spine: str = "", ribbon: str = "ochre", elastic: str = ""
) -> None:
    """A cloth-bound notebook lying at an angle."""
    with c.group("rotate(-9 400 400)"):
        c.path("M398 600l26 84 14-18 18 10-20-80z", colour(ribbon))
        lying(c, "M228 154H570q14 0 14 14V632q0 14-14 14H228z", colour("bone"), 1.1)
        c.path("M560 160h18q4 3 4 8V632q0 6-4 8h-18z", c.stripes([(0, 2, "smoke")], 5), opacity=0.5)
        c.path("M222 148H560q14 0 14 14V626q0 14-14 14H222q-8 0-8-8V156q0-8 8-8z", c.flat(cover, 1.2))
        weave = f'<path d="M0 0h6M0 3h3" stroke="{lit(cover, 0.35)}" stroke-width="1" opacity=".35"/>'
        c.rect(214, 148, 360, 492, c.tile(6, 6, weave), rx=10)
        c.rect(
            214,
            148,
            58,
            492,
            c.linear(
                [
                    (0, shaded(spine or cover, 0.25)),
                    (0.3, lit(spine or cover, 0.2)),
                    (0.85, colour(spine or cover)),
                    (1, shaded(cover, 0.4)),
                ]
            ),
            rx=8,
        )
        c.rect(346, 250, 140, 84, c.flat("chalk", 0.6), rx=4)
        c.line("M368 280h96M368 302h60", colour("smoke"), 3, opacity=0.6)
        if elastic:
            c.rect(520, 146, 15, 496, c.linear([(0, lit(elastic, 0.2)), (1, shaded(elastic, 0.3))]))


def booklets(c: Canvas, first: str = "rust", second: str = "ochre", third: str = "celadon") -> None:
    """Three pocket notebooks, fanned out and stitched at the spine."""
    for turn, name, push in ((-20, third, -70), (-4, second, 0), (13, first, 74)):
        with c.group(f"translate({push} {abs(push) // 5}) rotate({turn} 400 640)"):
            lying(c, "M292 214H516q12 0 12 12V578q0 12-12 12H292z", c.flat(name, 1.3), 0.7)
            c.line("M304 226V580", lit(name, 0.6), 3, stroke_dasharray="16 10", opacity=0.8)
            c.line("M380 300h88M380 322h56", shaded(name, 0.35), 4, opacity=0.5)


def pen(c: Canvas, barrel: str = "ink", trim: str = "brass") -> None:
    """A fountain pen, its cap beside it."""
    body = c.linear(
        [(0, lit(barrel, 0.5)), (0.25, lit(barrel, 0.15)), (0.6, colour(barrel)), (1, shaded(barrel, 0.5))],
        'y2="1" x2="0"',
    )
    metal = c.linear([(0, lit(trim, 0.7)), (0.5, colour(trim)), (1, shaded(trim, 0.45))], 'y2="1" x2="0"')
    with c.group("rotate(-28 400 360) translate(0 -40)"):
        lying(c, "M212 372H626q26 4 26 28t-26 28H212z", body, 0.7)
        lying(c, "M214 376L140 388V412L214 424z", colour("ebony"), 0.5)
        lying(c, "M142 388L60 400L142 412z", metal, 0.5)
        c.line("M74 400H124", shaded(trim, 0.5), 2)
        for x in (212, 594):
            c.rect(x, 371, 13, 58, metal, rx=2)
    with c.group("rotate(-28 400 560) translate(40 10)"):
        lying(c, "M236 530H470q10 0 10 10V584q0 10-10 10H236q-26-4-26-32t26-32z", body, 0.7)
        c.rect(458, 529, 20, 66, metal, rx=2)
        lying(c, "M232 554H404q12 8 0 16H232q-14-8 0-16z", metal, 0.2)


def pencils(
    c: Canvas, one: str = "rust", two: str = "ochre", three: str = "forest", four: str = "indigo"
) -> None:
    """Sharpened pencils in a row."""
    with c.group("rotate(7 400 400)"):
        for n, name in enumerate((one, two, "oak", three, four)):
            x = 210 + n * 84
            top = 230 + (n * 53) % 60
            paint = c.linear(
                [(0.3, lit(name, 0.3)), (0.3, colour(name)), (0.7, colour(name)), (0.7, shaded(name, 0.3))]
            )
            lying(c, f"M{x} {top}h44v366q-22 10-44 0z", paint, 0.5)
            c.path(f"M{x} {top}l22-88 22 88q-8-10-15 0q-7-10-14 0q-8-10-15 0z", c.flat("beech"))
            c.path(
                f"M{x + 15} {top - 58}l7-30 7 30q-7 5-14 0z",
                colour("ebony") if name == "oak" else shaded(name, 0.2),
            )


def scissors(c: Canvas, metal: str = "steel", bows: str = "ebony") -> None:
    """Scissors, slightly open."""
    for turn, flip in ((-13, 1), (13, -1)):
        with c.group(f"rotate({turn} 400 400) translate({400 - 400 * flip} 0) scale({flip} 1)"):
            c.ellipse(
                462,
                606,
                56,
                78,
                "none",
                stroke="#1e2230",
                stroke_width=26,
                opacity=0.13,
                transform="translate(9 13)",
            )
            lying(
                c,
                "M384 420L386 150Q398 96 420 92L426 420L452 540L424 548z",
                c.linear(
                    [
                        (0, lit(metal, 0.7)),
                        (0.45, colour(metal)),
                        (0.5, shaded(metal, 0.1)),
                        (1, shaded(metal, 0.3)),
                    ]
                ),
                0.5,
            )
            c.ellipse(462, 606, 56, 78, "none", stroke=colour(bows), stroke_width=26)
            c.line("M420 566A56 78 0 0 1 470 530", lit(bows, 0.35), 6, opacity=0.7)
    c.ellipse(400, 404, 17, 17, c.metal("brass"))
    c.line("M390 410L410 398", shaded("brass", 0.5), 3)


def penpot(c: Canvas, body: str = "terracotta", speck: str = "", inside: str = "") -> None:
    """A pot with pencils, a brush and a ruler in it."""
    shadow(c, 112)
    rim(c, 112, 388, body, inside, look=0.17)
    for x, tilt, name in ((350, -9, "ochre"), (392, -2, "indigo"), (440, 8, "rust")):
        with c.group(f"rotate({tilt} {x} 560)"):
            c.path(f"M{x - 13} 262h26v300h-26z", c.turned(name))
            c.path(f"M{x - 13} 264L{x} 212L{x + 13} 264q-13-8-26 0z", c.turned("beech"))
            c.path(f"M{x - 4} 228L{x} 212L{x + 4} 228z", colour("ebony"))
    with c.group("rotate(14 470 560)"):
        c.path("M452 190h40v370h-40z", c.flat("beech"))
        c.line("M454 214h12M454 238h8M454 262h12M454 286h8M454 310h12M454 334h8", colour("walnut"), 2.5)
    d = turned([(112, 386), (112, 386), (110, 560), (104, 606)])
    c.path(
        "M288 386A112 19 0 0 0 512 386L506 590Q504 606 496 608A104 15 0 0 1 304 608Q296 606 294 590z",
        c.turned(body),
    )
    if speck:
        c.path(d, c.dots(speck))
    c.line("M288 387A112 19 0 0 0 512 387", lit(body, 0.45), 5)
    shine(c, "M312 440h12l-2 120h-8z", 0.28)


def wallet(c: Canvas, hide: str = "tan", stitch: str = "bone", card: str = "celadon") -> None:
    """A leather card wallet with two cards showing."""
    with c.group("rotate(-7 400 420)"):
        lying(c, "M236 232H560q14 0 14 14v200H222V246q0-14 14-14z", c.flat(card), 0.6)
        lying(c, "M228 276H572q10 0 10 12v170H218V288q0-12 10-12z", c.flat("bone"), 0.3)
        lying(
            c,
            "M196 330Q190 320 204 320H340Q364 364 400 364T460 320H596Q610 320 604 330"
            "L600 574q-2 20-22 20H222q-20 0-22-20z",
            c.flat(hide, 1.3),
        )
        c.line(
            "M212 334L215 566q1 13 14 13H571q13 0 14-13L588 334",
            colour(stitch),
            3.5,
            stroke_dasharray="11 8",
            opacity=0.9,
        )
        c.line("M212 450H588", shaded(hide, 0.4), 3, opacity=0.55)
        c.rect(526, 536, 42, 22, "none", rx=3, stroke=shaded(hide, 0.4), stroke_width=3)


def tray(c: Canvas, wood: str = "walnut", rim_tone: str = "brass") -> None:
    """A valet tray with a pen, a key and two coins."""
    lying(c, "M150 270q0-30 30-30H620q30 0 30 30V530q0 30-30 30H180q-30 0-30-30z", c.flat(wood, 1.2))
    c.rect(
        174,
        264,
        452,
        272,
        c.linear([(0, shaded(wood, 0.42)), (1, shaded(wood, 0.1))], 'x2="1" y2="1"'),
        rx=18,
    )
    with c.group("rotate(-6 400 340)"):
        lying(
            c,
            "M226 330H520l34 12-34 12H226q-8-12 0-24z",
            c.linear([(0, lit("ink", 0.4)), (1, colour("ink"))], 'y2="1" x2="0"'),
            0.35,
        )
    for x, y, r in ((262, 460, 30), (324, 476, 25)):
        lying(c, f"M{x} {y - r}a{r} {r} 0 1 0 .1 0z", c.flat(rim_tone, 2), 0.25)
    c.line("M486 470h82v16m-20-16v12", colour("steel"), 9)
    c.ellipse(462, 470, 23, 23, "none", stroke=colour("steel"), stroke_width=9)
