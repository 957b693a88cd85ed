"""A sheet to draw on: shapes in order, and the gradients that make light, metal and glass of colours."""

from collections.abc import Iterator
from contextlib import contextmanager

from shop.storefront.demo.drawing.palette import colour, lit, shaded

SIZE = 800

Stop = tuple[float, str] | tuple[float, str, float]  # offset, colour, opacity


class Canvas:
    """Collects shapes and the paints they use; each paint is written once."""

    def __init__(self) -> None:
        self._paints: dict[str, str] = {}
        self._shapes: list[str] = []

    def svg(self) -> str:
        """Return the finished picture."""
        paints = "".join(body.replace("ID", name, 1) for body, name in self._paints.items())
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIZE}" height="{SIZE}"'
            f' viewBox="0 0 {SIZE} {SIZE}">'
            f"<defs>{paints}</defs>{''.join(self._shapes)}</svg>\n"
        )

    # Shapes

    def add(self, tag: str, **attributes: object) -> None:
        """Add an element. Names are written as in SVG, with _ for -; numbers are rounded."""
        written = "".join(f' {key.replace("_", "-")}="{_short(value)}"' for key, value in attributes.items())
        self._shapes.append(f"<{tag}{written}/>")

    def path(self, d: str, fill: str, **attributes: object) -> None:
        """Fill a path."""
        self.add("path", d=d, fill=fill, **attributes)

    def ellipse(self, cx: float, cy: float, rx: float, ry: float, fill: str, **attributes: object) -> None:
        """Fill an ellipse."""
        self.add("ellipse", cx=cx, cy=cy, rx=rx, ry=ry, fill=fill, **attributes)

    def rect(self, x: float, y: float, width: float, height: float, fill: str, **attributes: object) -> None:
        """Fill a rectangle; `rx` rounds it."""
        self.add("rect", x=x, y=y, width=width, height=height, fill=fill, **attributes)

    def line(self, d: str, stroke: str, width: float, **attributes: object) -> None:
        """Draw along a path, with round ends."""
        ends = {"stroke_linecap": "round", "stroke_linejoin": "round"} | attributes
        self.add("path", d=d, fill="none", stroke=stroke, stroke_width=width, **ends)

    @contextmanager
    def group(self, transform: str = "", **attributes: object) -> Iterator[None]:
        """Put what is drawn meanwhile under a transform, an opacity, a clip."""
        shared = ({"transform": transform} if transform else {}) | attributes
        written = "".join(f' {key.replace("_", "-")}="{_short(value)}"' for key, value in shared.items())
        self._shapes.append(f"<g{written}>")
        yield
        self._shapes.append("</g>")

    # Paints

    def linear(self, stops: list[Stop], axis: str = 'x2="1"') -> str:
        """Return a paint that runs along the shape, to the right unless `axis` says otherwise."""
        return self._paint("linearGradient", axis if axis != 'x2="1"' else "", stops)

    def radial(self, stops: list[Stop], place: str = "") -> str:
        """Return a paint that runs outwards from the shape's middle, or from where `place` says."""
        return self._paint("radialGradient", place, stops)

    def turned(self, name: str, depth: float = 1) -> str:
        """Return the paint of a round body of this colour: lit at the left, shaded at the right."""
        base = colour(name)
        light, dark = lit(base, 0.30 * depth), shaded(base, 0.34 * depth)
        return self.linear([(0.16, light), (0.52, base), (1, dark)])

    def flat(self, name: str, depth: float = 1) -> str:
        """Return the paint of a level surface: a quiet fall of light from the upper left."""
        base = colour(name)
        return self.linear([(0, lit(base, 0.16 * depth)), (1, shaded(base, 0.14 * depth))], 'x2="1" y2="1"')

    def metal(self, name: str) -> str:
        """Return the paint of polished round metal: a bright band and a dark one."""
        base = colour(name)
        bright, dark = lit(base, 0.65), shaded(base, 0.42)
        return self.linear(
            [(0, shaded(base, 0.25)), (0.18, bright), (0.34, base), (0.62, dark), (0.86, base)]
        )

    def glass(self, name: str, strength: float = 0.4) -> str:
        """Return a paint that lets the ground through, denser at the edges."""
        base = colour(name)
        return self.linear(
            [
                (0, shaded(base, 0.2), strength * 1.5),
                (0.12, lit(base, 0.7), strength * 0.8),
                (0.5, base, strength * 0.55),
                (0.86, base, strength * 0.9),
                (1, shaded(base, 0.35), strength * 1.6),
            ]
        )

    def dots(self, name: str, size: int = 97) -> str:
        """Return a pattern of fine specks, as in stoneware."""
        specks = (
            (9, 14, 2),
            (51, 6, 1.3),
            (32, 39, 2.4),
            (70, 55, 1.5),
            (14, 71, 1.2),
            (85, 24, 1.9),
            (47, 84, 1.6),
            (62, 33, 1),
        )
        marks = "".join(f'<circle cx="{x}" cy="{y}" r="{r}"/>' for x, y, r in specks)
        return self._pattern(size, size, "", f'<g fill="{colour(name)}" opacity=".45">{marks}</g>')

    def stripes(self, bands: list[tuple[float, float, str]], width: float, turn: int = 0) -> str:
        """Return a pattern of stripes, each (offset, width, colour), repeated every `width`."""
        marks = "".join(
            f'<path fill="{colour(name)}" d="M{_short(x)} 0h{_short(w)}v9h-{_short(w)}z"/>'
            for x, w, name in bands
        )
        return self._pattern(width, 9, f' patternTransform="rotate({turn})"' if turn else "", marks)

    def tile(self, width: float, height: float, marks: str, turn: int = 0) -> str:
        """Return a pattern of free marks (SVG) on a tile."""
        return self._pattern(width, height, f' patternTransform="rotate({turn})"' if turn else "", marks)

    def _pattern(self, width: float, height: float, more: str, marks: str) -> str:
        return self._keep(
            f'<pattern id="ID" width="{_short(width)}" height="{_short(height)}"'
            f' patternUnits="userSpaceOnUse"{more}>{marks}</pattern>'
        )

    def _paint(self, tag: str, place: str, stops: list[Stop]) -> str:
        return self._keep(f'<{tag} id="ID"{" " if place else ""}{place}>{"".join(map(_stop, stops))}</{tag}>')

    def _keep(self, body: str) -> str:
        name = self._paints.setdefault(
            body, f"{'abcdefghijklmnopqrstuvwxyz'[len(self._paints) % 26]}{len(self._paints) // 26 or ''}"
        )
        return f"url(#{name})"


def _stop(stop: Stop) -> str:
    offset, name, *opacity = stop
    fade = f' stop-opacity="{_short(opacity[0])}"' if opacity else ""
    where = f' offset="{_short(offset)}"' if offset else ""
    return f'<stop{where} stop-color="{colour(name)}"{fade}/>'


def _short(value: object) -> str:
    if not isinstance(value, int | float):
        return str(value)
    text = f"{value:.2f}" if abs(value) < 2 else f"{value:.1f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
