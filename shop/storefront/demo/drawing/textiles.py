"""Cloth: folded blankets, cushions, towels, an apron; and soap."""

from shop.storefront.demo.drawing.canvas import Canvas
from shop.storefront.demo.drawing.forms import closed, lying, shadow, shine, smooth
from shop.storefront.demo.drawing.palette import colour, lit, shaded


def blanket(c: Canvas, wool: str = "indigo", band: str = "chalk", second: str = "") -> None:
    """A blanket folded three times, fringe to the front."""
    shadow(c, 220)
    for n, y in enumerate((560, 506, 452)):
        paint = c.linear(
            [(0, lit(wool, 0.16)), (0.5, colour(wool)), (1, shaded(wool, 0.34))], 'y2="1" x2=".25"'
        )
        bow = 6 * n
        c.path(
            f"M{190 + bow} {y - 8}Q{170 + bow} {y + 24} {188 + bow} {y + 50}"
            f"L{606 - bow} {y + 50}Q{634 - bow} {y + 24} {608 - bow} {y - 8}"
            "z",
            paint,
        )
        for x, width, name in ((250, 44, band), (312, 14, second or band)):
            c.path(
                f"M{x} {y - 8}h{width}q4 28 0 58h-{width}q4-28 0-58z",
                shaded(name, 0.06 + 0.05 * n),
                opacity=0.92,
            )
    top = c.linear([(0, lit(wool, 0.3)), (1, shaded(wool, 0.05))], 'x2="1" y2="1"')
    c.path("M202 446Q196 424 226 408L570 404Q604 422 596 446z", top)
    for x, width, name in ((250, 44, band), (312, 14, second or band)):
        c.path(f"M{x} 446L{x + 14} 407h{width * 0.92:.0f}L{x + width} 446z", lit(name, 0.15), opacity=0.92)
    fringe = (
        f'<path d="M3 0q-2 9 1 22M9 0q2 9-1 19" stroke="{lit(wool, 0.1)}" stroke-width="3.2"'
        ' fill="none" stroke-linecap="round"/>'
    )
    with c.group("translate(190 606)"):
        c.rect(0, 0, 420, 24, c.tile(12, 26, fringe))


def cushion(c: Canvas, cloth: str = "rust", stripe: str = "", piping: str = "") -> None:
    """A square cushion standing on its edge."""
    shadow(c, 205)
    d = (
        "M196 236Q188 214 212 218Q400 248 588 218Q612 214 604 236Q578 400 606 588"
        "Q608 612 586 608Q400 584 214 608Q192 612 194 588Q222 400 196 236"
        "z"
    )
    base = c.radial(
        [(0, lit(cloth, 0.3)), (0.5, colour(cloth)), (1, shaded(cloth, 0.32))], 'cx=".36" cy=".32" r=".8"'
    )
    c.path(d, base)
    if stripe:
        c.path(d, c.stripes([(12, 16, stripe), (38, 5, stripe), (52, 5, stripe)], 74), opacity=0.75)
        c.path(
            d,
            c.radial([(0, "#fff", 0.22), (0.5, "#fff", 0), (1, "#1e2230", 0.3)], 'cx=".36" cy=".32" r=".8"'),
        )
    c.line(d, colour(piping) if piping else shaded(cloth, 0.3), 6 if piping else 3, opacity=0.9)
    for fold in (
        smooth((212, 232), (262, 290), (286, 350)),
        smooth((590, 596), (548, 540), (520, 486)),
        smooth((588, 232), (540, 286), (520, 330)),
    ):
        c.line(fold, shaded(cloth, 0.4), 5, opacity=0.28)


def towel(
    c: Canvas, cloth: str = "chalk", stripe: str = "denim", waffle: bool = False, rail: str = "oak"
) -> None:
    """A towel over a wooden rail on the wall."""
    d = "M236 196Q400 184 564 196L572 628Q400 642 230 628z"
    for x in (170, 630):
        c.path(f"M{x - 9} 168h18v42h-18z", shaded(rail, 0.35))
    c.rect(122, 178, 556, 24, c.linear([(0, lit(rail, 0.4)), (1, shaded(rail, 0.3))], 'y2="1" x2="0"'), rx=12)
    folds = c.linear(
        [
            (0, lit(cloth, 0.3)),
            (0.18, shaded(cloth, 0.08)),
            (0.34, lit(cloth, 0.3)),
            (0.56, shaded(cloth, 0.12)),
            (0.72, lit(cloth, 0.15)),
            (1, shaded(cloth, 0.2)),
        ]
    )
    lying(c, d, folds, 0.9)
    if waffle:
        grid = (
            f'<path d="M0 0h22v22" fill="none" stroke="{shaded(cloth, 0.3)}" stroke-width="3"'
            ' opacity=".35"/><path d="M3 20V3h17" fill="none" stroke="#fff" stroke-width="2"'
            ' opacity=".4"/>'
        )
        c.path(d, c.tile(22, 22, grid))
    for y, height in ((540, 30), (580, 9)) if stripe else ():
        c.path(
            f"M231 {y}Q400 {y + 15} 571 {y}v{height}Q400 {y + height + 15} 231 {y + height}z",
            colour(stripe),
            opacity=0.85,
        )
    c.path("M236 196Q400 184 564 196L565 222Q400 210 236 222z", "#fff", opacity=0.28)


def teatowels(c: Canvas, cloth: str = "chalk", check: str = "brick", other: str = "linen") -> None:
    """Two tea towels on pegs, the front one checked."""
    back = "M430 170Q520 150 610 172L632 560Q530 584 424 560z"
    front = "M196 186Q300 160 420 190L436 640Q310 668 176 640z"
    for d, name in ((back, other), (front, cloth)):
        folds = c.linear(
            [
                (0, lit(name, 0.3)),
                (0.3, shaded(name, 0.1)),
                (0.5, lit(name, 0.3)),
                (0.75, shaded(name, 0.14)),
                (1, shaded(name, 0.04)),
            ]
        )
        lying(c, d, folds, 0.8)
    lines = (
        f'<path d="M0 10h60M10 0v60" stroke="{colour(check)}" stroke-width="9" opacity=".75"/>'
        f'<path d="M0 24h60M24 0v60" stroke="{colour(check)}" stroke-width="2" opacity=".75"/>'
    )
    c.path(front, c.tile(60, 60, lines, 2))
    c.path("M426 540Q530 562 630 540l1 14Q530 576 426 554z", colour(check), opacity=0.8)
    for x, y in ((308, 168), (520, 156)):
        c.ellipse(x + 7, y + 12, 17, 17, "#1e2230", opacity=0.18)
        c.ellipse(x, y, 17, 17, c.turned("oak"))


def apron(c: Canvas, cloth: str = "slate", strap: str = "tan") -> None:
    """A bib apron hanging from a peg."""
    c.line("M338 250Q344 130 400 120Q456 130 462 250", colour(strap), 10)
    d = "M322 240Q400 256 478 240Q484 344 580 380L592 690Q400 716 208 690L220 380Q316 344 322 240z"
    folds = c.linear(
        [
            (0, lit(cloth, 0.2)),
            (0.26, colour(cloth)),
            (0.42, lit(cloth, 0.18)),
            (0.66, shaded(cloth, 0.16)),
            (0.8, lit(cloth, 0.08)),
            (1, shaded(cloth, 0.28)),
        ]
    )
    lying(c, d, folds)
    lying(c, "M292 450Q400 462 508 450L504 566Q400 580 296 566z", c.flat(shaded(cloth, 0.06)), 0.25)
    c.line("M300 458Q400 469 500 458", lit(cloth, 0.45), 2.5, stroke_dasharray="7 6")
    c.line("M400 457V575", shaded(cloth, 0.4), 2.5, opacity=0.6)
    for x, side in ((222, -1), (578, 1)):
        c.line(smooth((x, 384), (x + side * 34, 440), (x + side * 18, 520)), colour(strap), 9)
    for x in (338, 462):
        c.ellipse(x, 258, 9, 9, c.metal("brass"))
    c.ellipse(400, 116, 17, 17, c.turned("oak"))


def soap(c: Canvas, bar: str = "celadon", dish: str = "chalk", stamp: bool = True) -> None:
    """A bar of soap on a low dish."""
    shadow(c, 190)
    c.path(
        closed(
            (196, 560), (196, 560), (230, 604), (330, 618), (470, 618), (570, 604), (604, 560), (604, 560)
        ),
        c.turned(dish),
    )
    c.ellipse(400, 560, 204, 36, c.linear([(0, lit(dish, 0.3)), (1, shaded(dish, 0.2))]))
    c.ellipse(400, 564, 180, 26, shaded(dish, 0.26))
    side = c.linear([(0, lit(bar, 0.2)), (0.4, colour(bar)), (1, shaded(bar, 0.35))])
    c.path("M256 494Q256 470 280 470H520Q544 470 544 494V546Q540 572 508 574H292Q260 572 256 546z", side)
    c.path(
        "M262 488Q270 446 300 444H500Q530 446 538 488Q536 500 516 500H284Q264 500 262 488z",
        c.flat(lit(bar, 0.25)),
    )
    if stamp:
        c.ellipse(400, 536, 34, 22, "none", stroke=shaded(bar, 0.25), stroke_width=4)
        c.line("M400 524v24M386 532q14 10 28 0", shaded(bar, 0.25), 4)
    shine(c, smooth((286, 478), (300, 462), (340, 457)), 0.55, 8)
