"""For the room: clock, stool, chair, vases, mirror."""

import math

from shop.storefront.demo.drawing.canvas import Canvas
from shop.storefront.demo.drawing.forms import lying, rim, shadow, shine, smooth, turned
from shop.storefront.demo.drawing.garden import leaves
from shop.storefront.demo.drawing.palette import colour, lit, shaded


def clock(c: Canvas, face: str = "chalk", case: str = "oak", hand: str = "ink", second: str = "rust") -> None:
    """A wall clock at ten past ten."""
    lying(c, "M400 160a240 240 0 1 0 .1 0z", c.flat(case, 1.5))
    c.ellipse(400, 400, 218, 218, shaded(case, 0.4))
    c.ellipse(402, 403, 214, 214, c.flat(face, 0.7))
    for hour in range(12):
        x, y = math.sin(hour * math.pi / 6), -math.cos(hour * math.pi / 6)
        inner = 168 if hour % 3 else 156
        c.line(
            f"M{400 + x * inner:.0f} {400 + y * inner:.0f}L{400 + x * 186:.0f} {400 + y * 186:.0f}",
            colour(hand),
            5 if hour % 3 else 10,
        )
    for x, y, width in ((306, 340, 15), (528, 326, 10)):
        c.line(f"M400 400L{x} {y}", "#1e2230", width, opacity=0.14, transform="translate(7 10)")
        c.line(f"M400 400L{x} {y}", colour(hand), width)
    c.line("M388 352L428 556", colour(second), 4)
    c.ellipse(400, 400, 13, 13, colour(second))
    shine(c, smooth((222, 330), (256, 260), (318, 210)), 0.45, 9)


def stool(c: Canvas, wood: str = "oak", seat: str = "") -> None:
    """A three-legged stool."""
    shadow(c, 160)
    c.path("M392 360h24l10 222h-22z", c.turned(shaded(wood, 0.3)))
    c.line("M300 500Q400 522 502 500", shaded(wood, 0.25), 13)
    for top, foot in ((290, 236), (510, 564)):
        c.path(f"M{top - 14} 346h30L{foot + 13} 624q-12 8-24 0z", c.turned(wood))
    c.path("M222 318V338A178 40 0 0 0 578 338V318z", c.turned(shaded(seat or wood, 0.08)))
    c.ellipse(400, 318, 178, 40, c.flat(lit(seat or wood, 0.1), 1.4))
    if seat:
        weave = (
            f'<path d="M0 5h12M18 5h12M6 12h18" stroke="{shaded(seat, 0.35)}" stroke-width="3" opacity=".5"/>'
        )
        c.ellipse(400, 318, 150, 31, c.tile(30, 15, weave))
    else:
        c.line(
            "M250 312Q400 286 550 312M240 322Q400 342 560 322M300 304Q400 296 500 304",
            shaded(wood, 0.25),
            2.5,
            opacity=0.45,
        )


def chair(c: Canvas, wood: str = "ebony", seat: str = "straw") -> None:
    """A ladder-back chair with a woven seat."""
    shadow(c, 170)
    for x, lean in ((292, -18), (508, 18)):
        c.path(f"M{x + lean} 130q10-12 20 0L{x + 24} 560h-22z", c.turned(wood))
    for y in (176, 246, 316):
        bow = (y - 176) // 14
        c.path(
            f"M{286 + bow} {y}Q400 {y - 24} {520 - bow} {y}V{y + 30}Q400 {y + 6} {286 + bow} {y + 30}z",
            c.turned(lit(wood, 0.06)),
        )
    c.line("M266 532H536M262 566H544", shaded(wood, 0.1), 11)
    for x in (250, 538):
        c.path(f"M{x - 6} 420h26l-3 204q-10 8-20 0z", c.turned(wood))
    c.path("M282 398H526L566 438Q566 460 550 460H256Q240 460 242 438z", c.flat(seat, 1.3))
    weave = f'<path d="M0 4h40M0 10h40" stroke="{shaded(seat, 0.35)}" stroke-width="2" opacity=".5"/>'
    c.path("M282 398H526L566 438Q566 460 550 460H256Q240 460 242 438z", c.tile(40, 12, weave))
    c.line("M282 400L402 434L526 400M244 454L402 434L564 454", shaded(seat, 0.45), 3, opacity=0.5)


def vase(c: Canvas, body: str = "chalk", speck: str = "", branch: str = "leaf", slim: float = 1) -> None:
    """A shouldered vase with a branch in it; `slim` below 1 narrows it."""
    shadow(c, 116 * slim)
    c.line(smooth((396, 330), (382, 220), (320, 110)), shaded("walnut", 0.1), 6)
    c.line(smooth((402, 330), (430, 230), (508, 150)), shaded("walnut", 0.1), 6)
    for x, y, turn in (
        (388, 260, -60),
        (386, 230, 50),
        (366, 190, -70),
        (352, 160, 34),
        (320, 112, -30),
        (422, 262, 66),
        (436, 220, -24),
        (462, 190, 84),
        (480, 172, -4),
        (508, 150, 50),
    ):
        leaves(c, x, y, [(turn, 78)], branch if (x + y) % 4 else lit(branch, 0.16))
    d = turned(
        [
            (46 * slim, 326),
            (40 * slim, 350),
            (58 * slim, 376),
            (134 * slim, 430),
            (138 * slim, 480),
            (98 * slim, 570),
            (76 * slim, 606),
        ]
    )
    c.path(d, c.turned(body))
    if speck:
        c.path(d, c.dots(speck))
    rim(c, 46 * slim, 326, body, look=0.17)
    shine(c, smooth((400 - 112 * slim, 440), (400 - 120 * slim, 476), (400 - 104 * slim, 520)), 0.35, 12)


def bud_vases(
    c: Canvas, one: str = "rust", two: str = "celadon", three: str = "ink", flower: str = "ochre"
) -> None:
    """Three small vases with a single flower."""
    c.line(smooth((400, 380), (412, 280), (390, 180)), colour("leaf"), 6)
    leaves(c, 408, 300, [(58, 84)])
    leaves(c, 390, 180, [(turn, 66) for turn in (-112, -56, 0, 56, 112)], flower)
    c.ellipse(390, 180, 17, 17, c.turned("walnut"))
    shapes = (
        (400, two, 566, [(22, 376), (20, 430), (64, 500), (46, 566)]),
        (262, one, 606, [(34, 440), (22, 480), (76, 540), (60, 606)]),
        (540, three, 610, [(20, 404), (18, 470), (40, 540), (54, 610)]),
    )
    for x, name, floor, profile in shapes:
        shadow(c, profile[-1][0] * 1.1, floor, x)
        c.path(turned(profile, x), c.turned(name))
        rim(c, profile[0][0], profile[0][1], name, middle=x, look=0.2)


def mirror(c: Canvas, frame: str = "oak", strap: str = "tan") -> None:
    """A round mirror hanging by a leather strap, the window in it."""
    c.ellipse(400, 92, 14, 14, c.metal("brass"))
    c.line("M236 316L396 94L564 316", "#1e2230", 13, opacity=0.13, transform="translate(9 14)")
    c.line("M236 310L400 92L564 310", colour(strap), 13)
    lying(c, "M400 226a214 214 0 1 0 .1 0z", c.flat(frame, 1.5))
    c.ellipse(400, 440, 192, 192, shaded(frame, 0.45))
    glass = c.linear(
        [
            (0, "#f3f6f5"),
            (0.42, "#cfd9da"),
            (0.43, "#dfe6e5"),
            (0.62, "#c3cfd1"),
            (0.63, "#d4dddd"),
            (1, "#a9b7bb"),
        ],
        'x2="1" y2="1"',
    )
    c.ellipse(402, 443, 188, 188, glass)
    leaves(c, 540, 590, [(-50, 120), (-20, 150), (8, 120)], "#9fb0a0")
