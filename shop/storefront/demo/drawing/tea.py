"""For tea and coffee: kettle, teapot, moka pot, dripper, mug, canister."""

from shop.storefront.demo.drawing.canvas import Canvas
from shop.storefront.demo.drawing.forms import closed, rim, shadow, shine, smooth, turned
from shop.storefront.demo.drawing.palette import colour, lit, shaded


def kettle(c: Canvas, body: str = "ink", grip: str = "walnut", knob: str = "brass") -> None:
    """An enamelled kettle for the hob, its handle arched over the lid."""
    shadow(c, 190)
    c.path(
        closed((545, 470), (600, 440), (640, 372), (676, 352), (694, 372), (640, 470), (560, 545)),
        c.turned(body),
    )
    c.ellipse(683, 361, 17, 8, shaded(body, 0.5), transform="rotate(38 683 361)")
    c.line(
        smooth((272, 400), (262, 300), (310, 226), (400, 206), (490, 226), (538, 300), (528, 400)),
        colour("steel"),
        13,
    )
    c.line(smooth((306, 232), (350, 209), (400, 203), (450, 209), (494, 232)), shaded(grip, 0.1), 33)
    c.line(smooth((310, 224), (352, 203), (400, 197), (440, 202)), lit(grip, 0.22), 9, opacity=0.7)
    c.path(turned([(78, 384), (150, 398), (192, 470), (190, 550), (172, 606)]), c.turned(body))
    c.path(turned([(30, 362), (70, 374), (84, 390)]), c.turned(body, 0.8))
    c.ellipse(400, 388, 84, 13, "none", stroke=shaded(body, 0.45), stroke_width=2)
    c.path(turned([(19, 338), (22, 350), (10, 364)]), c.metal(knob))
    shine(c, smooth((246, 470), (236, 510), (240, 556)), 0.35, 13)


def teapot(c: Canvas, body: str = "celadon", knob: str = "", speck: str = "") -> None:
    """A round teapot with a pulled handle."""
    shadow(c, 170)
    c.line(smooth((258, 440), (186, 420), (160, 480), (196, 546), (270, 556)), shaded(body, 0.08), 27)
    c.line(smooth((254, 434), (188, 416), (155, 474)), lit(body, 0.3), 6, opacity=0.8)
    c.path(
        closed((545, 480), (600, 462), (628, 400), (668, 386), (680, 402), (652, 476), (570, 566)),
        c.turned(body),
    )
    d = turned([(74, 382), (150, 408), (188, 480), (160, 572), (104, 606)])
    c.path(d, c.turned(body))
    if speck:
        c.path(d, c.dots(speck))
    c.path(turned([(24, 356), (62, 366), (78, 388)]), c.turned(body, 0.8))
    c.ellipse(400, 386, 78, 12, "none", stroke=shaded(body, 0.4), stroke_width=2)
    c.ellipse(400, 346, 21, 17, c.turned(knob or body))
    shine(c, smooth((256, 452), (240, 492), (250, 530)), 0.4, 12)


def mug(
    c: Canvas,
    body: str = "chalk",
    inside: str = "",
    band: str = "",
    speck: str = "",
    tall: float = 1,
    drink: str = "",
) -> None:
    """A mug with a handle to the right; `band` leaves the foot raw, `tall` stretches it."""
    top, r = 610 - 220 * tall, 122
    shadow(c, r)
    c.line(smooth((510, top + 50), (590, top + 46), (600, top + 130), (505, top + 165)), c.turned(body), 26)
    c.line(smooth((512, top + 42), (578, top + 40)), lit(body, 0.4), 5, opacity=0.8)
    d = turned([(r, top), (r, top), (r, top + 140 * tall), (r - 6, 580), (r - 24, 606)])
    c.path(d, c.turned(body))
    if band:
        c.path(turned([(r - 1, 560), (r - 1, 560), (r - 6, 580), (r - 24, 606)]), c.turned(band))
    if speck:
        c.path(d, c.dots(speck))
    rim(c, r, top, body, inside)
    if drink:
        c.ellipse(400, top + 7, r - 14, (r - 14) * 0.11, colour(drink))
    shine(c, smooth((306, top + 46), (303, top + 110)), 0.35, 11)


def moka(c: Canvas, body: str = "steel", grip: str = "ebony") -> None:
    """A moka pot: eight facets, a waist, a hinge."""
    shadow(c, 130)
    c.line(smooth((490, 316), (580, 306), (592, 350), (574, 456)), colour(grip), 27)
    c.path("M330 300 264 322 300 356Z", shaded(body, 0.2))
    for top, bottom, y, foot in ((104, 84, 296, 444), (88, 124, 462, 604)):
        facets(c, body, (top, y), (bottom, foot))
    c.path(turned([(80, 440), (80, 440), (82, 466)]), c.metal(body))
    c.path(turned([(20, 262), (64, 276), (106, 298)]), c.metal(body))
    c.path(turned([(13, 226), (20, 238), (15, 264)]), c.turned(grip))


def facets(c: Canvas, body: str, upper: tuple[float, float], lower: tuple[float, float]) -> None:
    """Draw a faceted drum between two (radius, y)."""
    (top, y), (bottom, foot) = upper, lower
    edges = (-1, -0.72, -0.2, 0.36, 0.8, 1)
    tones = (shaded(body, 0.08), lit(body, 0.55), lit(body, 0.12), shaded(body, 0.2), shaded(body, 0.42))
    for left, right, tone in zip(edges, edges[1:], tones, strict=False):
        sag = [14 * (1 - edge * edge) for edge in (left, right)]
        c.path(
            f"M{400 + left * top:.0f} {y + sag[0]:.0f}L{400 + right * top:.0f} {y + sag[1]:.0f}"
            f"L{400 + right * bottom:.0f} {foot + sag[1]:.0f}L{400 + left * bottom:.0f} {foot + sag[0]:.0f}z",
            tone,
        )


def dripper(c: Canvas, collar: str = "oak", tint: str = "mist", coffee: str = "#4a2c1c") -> None:
    """A coffee carafe in one piece of glass, waisted, with a wooden collar."""
    shadow(c, 150, strength=0.8)
    c.path(turned([(60, 470), (118, 520), (140, 566), (122, 606)]), c.turned(coffee), opacity=0.92)
    c.ellipse(400, 474, 62, 8, lit(coffee, 0.3))
    d = turned([(132, 200), (96, 276), (54, 366), (84, 450), (146, 540), (126, 608)])
    c.path(d, c.glass(tint, 0.42))
    c.path("M300 214H500L412 344Q400 356 388 344Z", c.flat("#efe3cd"), opacity=0.95)
    c.ellipse(400, 200, 132, 20, "none", stroke="#fff", stroke_width=4, opacity=0.75)
    c.path(turned([(72, 334), (60, 366), (72, 402)]), c.turned(collar))
    c.line(smooth((345, 386), (400, 396), (455, 386)), shaded(collar, 0.5), 4)
    c.ellipse(400, 391, 8, 8, c.turned("walnut"))
    shine(c, smooth((288, 522), (276, 556), (284, 584)), 0.6, 8)
    shine(c, smooth((290, 226), (312, 282)), 0.6, 7)


def canister(c: Canvas, body: str = "moss", lid: str = "beech", label: str = "chalk") -> None:
    """A lidded canister with a paper label."""
    shadow(c, 130)
    c.path(turned([(130, 330), (130, 330), (130, 598), (126, 606)]), c.turned(body))
    c.path("M325 420Q400 434 475 420V510Q400 524 325 510Z", c.turned(label, 0.5))
    for y, reach in ((455, 46), (476, 30)):
        c.line(f"M{400 - reach} {y}Q400 {y + 6} {400 + reach} {y}", shaded(body, 0.2), 5, opacity=0.75)
    c.path(turned([(134, 288), (136, 296), (136, 296), (136, 330)]), c.turned(lid))
    c.ellipse(400, 288, 134, 20, lit(lid, 0.25))
    c.path(turned([(22, 258), (26, 266), (15, 284)]), c.turned(lid))
    shine(c, smooth((292, 380), (290, 560)), 0.25, 11)
