"""Whole pictures: a ground, the light that falls on it, an object, and at times a small thing beside it."""

from dataclasses import dataclass, field

from shop.storefront.demo.drawing.canvas import Canvas
from shop.storefront.demo.drawing.motifs import MOTIFS, Motif
from shop.storefront.demo.drawing.palette import colour, lit, shaded
from shop.storefront.demo.drawing.props import PROPS

HORIZON = 522
PANES = (
    "M80 40l150 60v170l-150-60zm170 68l150 60v170l-150-60zM80 232l150 60v170l-150-60"
    "zm170 68l150 60v170l-150-60z"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What one picture shows.

    `view` is "front", "close" (a detail) or "window" (a window's light on the wall); `prop` names what
    stands beside.
    """

    motif: str
    tone: str
    view: str = "front"
    prop: str = ""
    looks: dict[str, str | float | bool] = field(default_factory=dict)


def draw(scene: Scene) -> str:
    """Return the picture as SVG. Raises KeyError for an unknown motif, view, prop or colour."""
    c, motif = Canvas(), MOTIFS[scene.motif]
    VIEWS[scene.view](c, scene, motif)
    return c.svg()


def _front(c: Canvas, scene: Scene, motif: Motif) -> None:
    _ground(c, scene.tone, motif)
    with c.group(_about(motif.scale, motif)):
        motif.draw(c, **scene.looks)


def _close(c: Canvas, scene: Scene, motif: Motif) -> None:
    x, y = (400 - motif.zoom * centre for centre in motif.focus)
    _ground(c, scene.tone, motif, HORIZON * motif.zoom + y)
    with c.group(f"translate({x:.0f} {y:.0f}) scale({motif.zoom})"):
        motif.draw(c, **scene.looks)


def _window(c: Canvas, scene: Scene, motif: Motif) -> None:
    _ground(c, scene.tone, motif)
    c.path(PANES, lit(scene.tone, 0.75), opacity=0.5, transform="translate(150 -40)")
    if scene.prop:
        with c.group("translate(306 102) scale(.8)"):
            PROPS[scene.prop](c)
    scale = motif.scale * (0.84 if scene.prop else 0.94)
    with c.group(_about(scale, motif, -112 if scene.prop else 0, motif.turn)):
        motif.draw(c, **scene.looks)


def _about(scale: float, motif: Motif, shift: float = 0, turn: float = 0) -> str:
    """Return a transform that scales: what stands from its floor, the rest from the middle."""
    y = 640 - 610 * scale if motif.stands else 400 - 400 * scale
    turned = f" rotate({turn} 400 400)" if turn and not motif.stands else ""
    return f"translate({400 - 400 * scale + shift:.0f} {y:.0f}) scale({scale:.3g}){turned}"


def _ground(c: Canvas, tone: str, motif: Motif, horizon: float = HORIZON) -> None:
    """Paint a wall, and before it a table for what stands."""
    light = 'cx=".25" cy=".1" r="1.3"'
    c.path(
        "M0 0h800v800H0z",
        c.radial([(0, lit(tone, 0.42)), (0.55, colour(tone)), (1, shaded(tone, 0.12))], light),
    )
    if motif.stands and horizon < 800:
        top = c.linear([(0, shaded(tone, 0.02)), (1, shaded(tone, 0.17))], 'x2="1" y2=".6"')
        c.path(f"M0 {horizon:.0f}h800V800H0z", top)
        c.path(f"M0 {horizon:.0f}h800v5H0z", "#fff", opacity=0.2)


VIEWS = {"front": _front, "close": _close, "window": _window}
