"""Shapes that many objects share: bodies turned on a wheel, rims, shadows, things lying flat."""

from collections.abc import Sequence

from shop.storefront.demo.drawing.canvas import Canvas
from shop.storefront.demo.drawing.palette import SHADE, lit, shaded

MIDDLE = 400
FLOOR = 610
LOOK = 0.15  # how open a circle looks from where we stand

Point = tuple[float, float]


def curve(points: Sequence[Point]) -> str:
    """Return the smooth way through the points, from the first (where the pen is). "
    "A point twice is a corner."""
    steps = []
    for i in range(len(points) - 1):
        before, here, there = points[max(i - 1, 0)], points[i], points[i + 1]
        after = points[min(i + 2, len(points) - 1)]
        if here == there:
            continue
        first = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        second = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        steps.append("C" + " ".join(f"{x:.0f},{y:.0f}" for x, y in (first, second, there)))
    return "".join(steps)


def smooth(*points: Point) -> str:
    """Return an open smooth path through the points."""
    return f"M{points[0][0]:.0f},{points[0][1]:.0f}{curve(points)}"


def closed(*points: Point) -> str:
    """Return a closed path through the points."""
    return smooth(*points) + "z"


def polygon(*points: Point) -> str:
    """Return a closed path with straight sides."""
    return "M" + "L".join(f"{x:.0f},{y:.0f}" for x, y in points) + "z"


def turned(profile: Sequence[Point], middle: float = MIDDLE, look: float = LOOK) -> str:
    """Return the outline of a turned body; the profile goes down: (radius, y) from rim to foot."""
    left = [(middle - radius, y) for radius, y in profile]
    right = [(middle + radius, y) for radius, y in reversed(profile)]
    (top, _), (foot, y) = profile[0], profile[-1]
    bottom = f"A{foot:.0f},{foot * look:.0f} 0 0 0 {middle + foot:.0f},{y:.0f}"
    return (
        f"M{left[0][0]:.0f},{left[0][1]:.0f}{curve(left)}{bottom}{curve(right)}"
        f"A{top:.0f},{top * look:.0f} 0 0 0 {left[0][0]:.0f},{left[0][1]:.0f}"
        "z"
    )


def rim(
    c: Canvas,
    radius: float,
    y: float,
    name: str,
    inside: str = "",
    middle: float = MIDDLE,
    look: float = LOOK,
) -> None:
    """Draw the open top of a body: its lip, and the inside in shade."""
    inside = inside or name
    c.ellipse(middle, y, radius, radius * look, lit(name, 0.3))
    paint = c.linear([(0, shaded(inside, 0.45)), (1, shaded(inside, 0.12))])
    c.ellipse(middle, y + 1, radius - 7, radius * look - 4, paint)


def shadow(c: Canvas, radius: float, y: float = FLOOR, middle: float = MIDDLE, strength: float = 1) -> None:
    """Draw what a standing thing casts: long and faint to the right, dark where it touches."""
    cast = c.radial([(0, SHADE, 0.34 * strength), (0.45, SHADE, 0.17 * strength), (1, SHADE, 0)])
    c.ellipse(middle + radius * 0.52, y + 8, radius * 1.75, radius * 0.3, cast)
    c.ellipse(middle + radius * 0.1, y + 4, radius * 1.18, radius * 0.21, cast)


def lying(c: Canvas, d: str, fill: str, depth: float = 1, **attributes: object) -> None:
    """Draw a thing that lies flat or hangs on the wall, with its shadow to the lower right."""
    for step, opacity in ((26, 0.05), (17, 0.06), (9, 0.09)):
        c.path(
            d, SHADE, opacity=opacity, transform=f"translate({step * depth:.0f} {step * depth * 1.25:.0f})"
        )
    c.path(d, fill, **attributes)


def shine(c: Canvas, d: str, strength: float = 0.35, width: float = 0) -> None:
    """Draw a reflection of the window: a filled shape, or a line when a width is given."""
    if width:
        c.line(d, "#fff", width, opacity=strength)
    else:
        c.path(d, "#fff", opacity=strength)
