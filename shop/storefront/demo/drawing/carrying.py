"""To carry things: tote, backpack, bottle, umbrella, basket."""

from shop.storefront.demo.drawing.canvas import Canvas
from shop.storefront.demo.drawing.forms import curve, lying, rim, shadow, shine, smooth, turned
from shop.storefront.demo.drawing.palette import colour, lit, shaded


def tote(c: Canvas, cloth: str = "natural", strap: str = "", print_: str = "", base: str = "") -> None:
    """A canvas tote hanging from a hook."""
    strap = strap or cloth
    c.ellipse(400, 116, 15, 15, c.turned("brass"))
    c.line("M300 330C310 200 372 128 400 122C428 128 490 200 500 330", shaded(strap, 0.3), 21)
    c.line("M292 330C300 196 366 124 396 120C432 124 500 196 508 330", colour(strap), 21)
    c.line("M284 330C292 192 360 122 392 118", lit(strap, 0.3), 4, opacity=0.6)
    d = "M206 312Q400 336 594 312L616 664Q610 690 584 690H216Q190 690 184 664z"
    folds = c.linear(
        [
            (0, lit(cloth, 0.25)),
            (0.3, colour(cloth)),
            (0.46, lit(cloth, 0.14)),
            (0.7, shaded(cloth, 0.1)),
            (1, shaded(cloth, 0.28)),
        ]
    )
    lying(c, d, folds)
    if base:
        c.path("M192 560Q400 584 608 560L616 664Q610 690 584 690H216Q190 690 184 664z", c.flat(base))
    for x in (281, 497):
        c.rect(x, 320, 23, 62, c.flat(strap))
        c.line(f"M{x + 4} 368l15 10m0-10l-15 10", lit(strap, 0.5), 2.5, opacity=0.8)
    c.line("M207 344Q400 367 593 344", shaded(cloth, 0.35), 2.5, stroke_dasharray="9 6", opacity=0.6)
    if print_:
        c.ellipse(400, 478, 66, 66, "none", stroke=colour(print_), stroke_width=12)
        c.line(
            "M400 412V544M400 478L446 434M400 478L354 434M400 522L446 478M400 522L354 478", colour(print_), 9
        )


def backpack(c: Canvas, cloth: str = "moss", leather: str = "tan") -> None:
    """A roll-top backpack, standing."""
    shadow(c, 180)
    c.line("M360 238Q366 186 400 184T440 238", colour(leather), 15)
    body = c.linear(
        [(0, shaded(cloth, 0.05)), (0.2, lit(cloth, 0.22)), (0.55, colour(cloth)), (1, shaded(cloth, 0.36))]
    )
    c.path("M250 270Q246 240 280 238H520Q554 240 550 270L582 560Q584 612 540 614H260Q216 612 218 560z", body)
    c.path(
        "M234 238Q236 218 262 218H538Q564 218 566 238L560 306Q400 322 240 306z", c.turned(lit(cloth, 0.08))
    )
    c.line("M242 300Q400 316 558 300", shaded(cloth, 0.5), 4, opacity=0.7)
    c.path(
        "M268 440Q400 458 532 440L542 574Q542 596 522 596H278Q258 596 258 574z", c.turned(shaded(cloth, 0.1))
    )
    c.line("M268 442Q400 460 532 442", lit(cloth, 0.3), 4, opacity=0.7)
    for x in (312, 488):
        c.path(f"M{x - 13} 222h26v176q-13 14-26 0z", c.turned(leather))
        c.rect(x - 20, 340, 40, 30, "none", rx=4, stroke=colour("brass"), stroke_width=6)
    c.rect(372, 498, 56, 40, c.turned(leather), rx=4)
    shine(c, smooth((254, 350), (244, 440)), 0.16, 14)


def bottle(c: Canvas, body: str = "forest", cap: str = "steel", strap: str = "tan") -> None:
    """An insulated bottle with a loop on its cap."""
    shadow(c, 92)
    c.line("M372 196Q360 128 400 126T430 196", colour(strap), 13)
    c.path(turned([(92, 330), (92, 380), (92, 596), (88, 606)]), c.turned(body))
    c.path(turned([(50, 250), (54, 272), (86, 306), (92, 350), (92, 350)]), c.turned(body))
    c.path(turned([(50, 186), (52, 190), (52, 190), (50, 256)]), c.metal(cap))
    c.ellipse(400, 186, 50, 7.5, lit(cap, 0.6))
    for y in (206, 222, 238):
        c.line(f"M349 {y}A51 8 0 0 0 451 {y}", shaded(cap, 0.5), 2, opacity=0.5)
    c.path(turned([(92, 572), (92, 572), (92, 596), (88, 606)]), c.metal(cap))
    shine(c, smooth((330, 350), (328, 550)), 0.35, 11)


def umbrella(c: Canvas, cloth: str = "ink", grip: str = "oak", band: str = "brass") -> None:
    """A rolled umbrella with a bent wooden handle, leaning on the wall."""
    with c.group("rotate(24 400 400)"):
        c.path("M384 180L470 210L420 690L404 740z", "#1e2230", opacity=0.1, transform="translate(34 26)")
        c.line("M400 720V756", colour("steel"), 10)
        cloth_paint = c.linear(
            [
                (0, lit(cloth, 0.3)),
                (0.3, colour(cloth)),
                (0.34, shaded(cloth, 0.3)),
                (0.6, lit(cloth, 0.14)),
                (0.64, shaded(cloth, 0.4)),
                (1, shaded(cloth, 0.5)),
            ]
        )
        c.path("M382 214Q352 290 350 420Q366 600 394 726H406Q434 600 450 420Q448 290 418 214z", cloth_paint)
        c.line("M372 262Q384 480 398 716M428 262Q416 480 402 716", shaded(cloth, 0.55), 2.5, opacity=0.6)
        c.path("M351 404Q400 424 449 404L447 436Q400 454 352 436z", c.turned(lit(cloth, 0.12)))
        c.ellipse(424, 431, 7, 7, colour(band))
        c.rect(387, 176, 26, 42, c.metal(band), rx=3)
        c.line("M400 180V96Q400 36 346 36T292 96V112", shaded(grip, 0.12), 25)
        c.line("M395 180V96Q395 42 346 41T298 90", lit(grip, 0.35), 6, opacity=0.8)


def basket(c: Canvas, cane: str = "straw", strap: str = "tan", tall: float = 1, lid: str = "") -> None:
    """A woven basket; with `strap` it has leather handles, else it is a bin for the floor."""
    top = 610 - 230 * tall
    shadow(c, 180)
    if strap:
        c.line(
            f"M300 {top + 6:.0f}Q310 {top - 150:.0f} 400 {top - 156:.0f}T500 {top + 6:.0f}",
            shaded(strap, 0.3),
            17,
        )
    rim(c, 196, top, cane, look=0.19)
    if lid:
        c.path(
            f"M250 {top:.0f}Q280 {top - 66:.0f} 350 {top - 40:.0f}Q430 {top - 84:.0f} 470 {top - 36:.0f}"
            f"Q540 {top - 50:.0f} 548 {top:.0f}A196 37 0 0 1 250 {top:.0f}z",
            c.turned(lid),
        )
    left = [(204, top), (214, top + 90 * tall), (244, 590)]
    d = (
        f"M204 {top:.0f}{curve(left)}A156 24 0 0 0 556 590{curve([(800 - x, y) for x, y in reversed(left)])}"
        f"A196 37 0 0 1 204 {top:.0f}z"
    )
    c.path(d, c.turned(cane))
    weave = (
        f'<path d="M2 7q9-8 18 0M11 19q9-8 18 0M-7 19q9-8 18 0" fill="none" stroke="{shaded(cane, 0.45)}"'
        ' stroke-width="3" opacity=".55"/><path d="M2 11q9-8 18 0M11 23q9-8 18 0M-7'
        ' 23q9-8 18 0" fill="none" stroke="#fff" stroke-width="2" opacity=".28"/>'
    )
    c.path(d, c.tile(22, 25, weave))
    c.line(f"M204 {top:.0f}A196 37 0 0 0 596 {top:.0f}", shaded(cane, 0.2), 12)
    c.line(f"M204 {top - 3:.0f}A196 37 0 0 0 596 {top - 3:.0f}", lit(cane, 0.3), 5)
    if strap:
        c.line(
            f"M276 {top + 90:.0f}Q290 {top - 120:.0f} 400 {top - 124:.0f}T524 {top + 90:.0f}",
            colour(strap),
            19,
        )
        c.line(
            f"M272 {top + 84:.0f}Q286 {top - 124:.0f} 396 {top - 130:.0f}", lit(strap, 0.35), 4, opacity=0.7
        )
