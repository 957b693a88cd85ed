"""For the garden: watering can, planters, trowel, twine, nest box."""

from shop.storefront.demo.drawing.canvas import Canvas
from shop.storefront.demo.drawing.forms import closed, lying, polygon, rim, shadow, shine, smooth, turned
from shop.storefront.demo.drawing.palette import colour, lit, shaded


def watering_can(c: Canvas, body: str = "forest", rose: str = "brass") -> None:
    """A watering can with a long spout to the left."""
    shadow(c, 150, middle=440)
    c.line("M392 350Q420 214 520 232T626 380Q634 480 580 530", shaded(body, 0.15), 19)
    c.line("M388 344Q416 208 516 224T616 352", lit(body, 0.4), 5, opacity=0.7)
    c.path(
        "M352 500L352 560L168 322L190 300z",
        c.linear([(0, lit(body, 0.25)), (0.5, colour(body)), (1, shaded(body, 0.3))], 'x2=".6" y2="1"'),
    )
    c.line("M252 396L352 392", shaded(body, 0.2), 9)
    c.path(closed((204, 334), (150, 276), (112, 290), (106, 318), (160, 338)), c.metal(rose))
    c.ellipse(129, 294, 40, 19, lit(rose, 0.4), transform="rotate(-42 129 294)")
    c.path(turned([(116, 360), (120, 370), (132, 590), (130, 606)], 450), c.turned(body))
    rim(c, 116, 360, body, middle=450, look=0.17)
    c.path("M334 360A116 20 0 0 1 470 342Q430 380 400 378Q350 376 334 360z", c.turned(body))
    for y, r in ((410, 122), (566, 131)):
        c.line(f"M{450 - r} {y}A{r} 18 0 0 0 {450 + r} {y}", shaded(body, 0.4), 4, opacity=0.6)
    shine(c, smooth((348, 430), (344, 550)), 0.3, 11)


def leaves(c: Canvas, x: float, y: float, sprays: list[tuple[float, float]], name: str = "leaf") -> None:
    """Draw leaves (turn, length) out of one point, darker behind and lighter in front."""
    for n, (turn, length) in enumerate(sprays):
        tone = shaded(name, 0.22) if n % 3 == 0 else lit(name, 0.16) if n % 3 == 2 else colour(name)
        half = length * 0.24
        d = (
            f"M{x} {y}c{-half:.0f} {-length * 0.3:.0f} {-half * 0.8:.0f} {-length * 0.75:.0f} 0 {-length:.0f}"
            f"c{half * 0.8:.0f} {length * 0.25:.0f} {half:.0f} {length * 0.7:.0f} 0 {length:.0f}"
            "z"
        )
        c.path(d, tone, transform=f"rotate({turn} {x} {y})")


def planter(
    c: Canvas, body: str = "terracotta", plant: str = "leaf", saucer: str = "", size: float = 1
) -> None:
    """A pot with a rolled rim and something green in it."""
    r, top = 132 * size, 610 - 200 * size
    shadow(c, 120 * size)
    if saucer:
        c.path(turned([(r * 0.98, 592), (r, 600), (r * 0.86, 612)]), c.turned(saucer))
    rim(c, r * 1.05, top, body, "ebony", look=0.18)
    leaves(
        c,
        400,
        top + 6,
        [
            (-62, 190),
            (58, 180),
            (-34, 250),
            (40, 240),
            (-12, 290),
            (20, 270),
            (-78, 120),
            (76, 120),
            (3, 210),
        ],
        plant,
    )
    c.path(
        turned([(r * 0.96, top + 52), (r * 0.96, top + 52), (r * 0.74, 594), (r * 0.7, 606)]), c.turned(body)
    )
    c.path(
        f"M{400 - r * 1.06:.0f} {top:.0f}A{r * 1.06:.0f} {r * 0.19:.0f} 0 0 0 {400 + r * 1.06:.0f} {top:.0f}"
        f"L{400 + r * 1.02:.0f} {top + 54:.0f}"
        f"A{r * 1.02:.0f} {r * 0.18:.0f} 0 0 1 {400 - r * 1.02:.0f} {top + 54:.0f}"
        "z",
        c.turned(lit(body, 0.06)),
    )
    shine(c, smooth((400 - r * 0.78, top + 90), (400 - r * 0.66, 570)), 0.2, 12)


def trowel(c: Canvas, grip: str = "oak", metal: str = "steel", cord: str = "rust") -> None:
    """A hand trowel, its handle up."""
    with c.group("rotate(28 400 400)"):
        c.line("M400 150Q350 96 378 74T404 140", colour(cord), 6)
        lying(c, "M372 168Q368 142 400 140T428 168L420 330H380z", c.turned(grip))
        c.rect(378, 326, 44, 34, c.metal("brass"), rx=3)
        lying(
            c,
            "M390 360H410V430Q470 440 474 500Q476 620 400 716Q324 620 326 500Q330 440 390 430z",
            c.linear(
                [
                    (0, lit(metal, 0.6)),
                    (0.48, colour(metal)),
                    (0.5, shaded(metal, 0.22)),
                    (1, lit(metal, 0.25)),
                ]
            ),
        )
        c.line("M400 440V690", shaded(metal, 0.35), 3, opacity=0.5)
        shine(c, "M386 180h10l2 130h-8z", 0.35)


def twine(c: Canvas, yarn: str = "straw", tin: str = "forest") -> None:
    """A ball of twine in a tin with a hole, its end hanging out."""
    shadow(c, 124)
    c.path(turned([(126, 430), (126, 430), (124, 590), (118, 606)]), c.turned(tin))
    c.path("M300 486Q400 504 500 486V552Q400 570 300 552z", c.turned("chalk", 0.5))
    c.line("M330 516q70 12 140 0M356 538q44 6 88 0", shaded(tin, 0.1), 5, opacity=0.8)
    rim(c, 126, 430, tin, look=0.17)
    ball = c.radial([(0, lit(yarn, 0.4)), (0.6, colour(yarn)), (1, shaded(yarn, 0.4))], 'cx=".36" cy=".3"')
    c.path("M288 436Q276 300 400 292T512 436A118 20 0 0 1 288 436z", ball)
    strands = (
        "M300 400Q350 320 460 312M292 430Q360 340 490 340M330 440Q400 370 506 380"
        "M340 320Q420 330 500 400M318 350Q400 360 470 444M304 384Q360 392 410 448"
    )
    c.line(strands, shaded(yarn, 0.35), 4, opacity=0.55)
    c.line("M480 330Q560 320 560 420T584 560T640 640", colour(yarn), 7)
    c.line("M274 431A126 21 0 0 0 526 431", lit(tin, 0.4), 6)
    shine(c, smooth((292, 474), (292, 570)), 0.3, 10)


def nestbox(c: Canvas, wood: str = "beech", roof: str = "slate", hole: int = 32) -> None:
    """A nest box on the wall, with a slate roof and a round door."""
    lying(c, polygon((272, 300), (528, 300), (528, 646), (272, 646)), c.flat(wood, 1.2))
    grain = (
        f'<path d="M0 30h140M140 0v30M60 0v2" stroke="{shaded(wood, 0.35)}" stroke-width="2" opacity=".4"/>'
    )
    with c.group("translate(272 286)"):
        c.rect(0, 20, 256, 340, c.tile(520, 57, grain.replace("h140", "h520").replace("30", "56")))
    c.path("M272 300H528V340Q400 352 272 340z", "#1e2230", opacity=0.22)
    lying(c, polygon((284, 214), (516, 214), (566, 308), (234, 308)), c.flat(roof, 1.4), 0.5)
    c.path("M234 308H566V322H234z", shaded(roof, 0.35))
    c.ellipse(400, 434, hole + 14, hole + 14, c.metal("copper"))
    c.ellipse(400, 434, hole, hole, c.linear([(0, "#17130f"), (1, shaded(wood, 0.7))], 'x2="1" y2="1"'))
    c.rect(393, 508, 14, 14, colour("brass"), rx=7)
    c.path(turned([(9, 516), (9, 516), (9, 560)]), c.turned("walnut"))
