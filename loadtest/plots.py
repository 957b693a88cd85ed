"""Plots as inline SVG, so that a report is one file that opens anywhere."""

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape

WIDTH, HEIGHT = 760, 240
LEFT, RIGHT, TOP, BOTTOM = 56, 24, 12, 28
TICKS = 6  # at most, on each side
COLOURS = ("#2563eb", "#dc2626", "#059669", "#d97706", "#7c3aed", "#0891b2", "#db2777", "#65a30d", "#64748b")

Series = Sequence[tuple[float, float]]


def lines(title: str, series: Mapping[str, Series], *, unit: str) -> str:
    """Draw values over seconds, a line for each series, as a figure with a legend."""
    points = [point for line in series.values() for point in line]
    width, height = max((x for x, _ in points), default=0) or 1, max((y for _, y in points), default=0) or 1
    drawn = "".join(
        f'<polyline fill="none" stroke="{colour}" stroke-width="1.8" points="{_path(line, width, height)}"/>'
        for colour, line in zip(_colours(series), series.values(), strict=True)
    )
    body = "".join(_grid(width, height)) + drawn
    return _figure(
        title, f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">{body}</svg>', series, unit
    )


def bars(title: str, rows: Mapping[str, Mapping[str, float]], *, unit: str) -> str:
    """Draw a bar for each value of each row, all on one scale."""
    most = max((value for row in rows.values() for value in row.values()), default=0) or 1
    names = list(next(iter(rows.values()), {}))
    step, thick = 12 * len(names) + 10, 10
    body = "".join(
        f'<text x="180" y="{top + step / 2:.0f}" text-anchor="end">{escape(name)}</text>'
        + "".join(_bars(row, top, thick, most))
        for top, (name, row) in zip(range(4, step * len(rows) + 4, step), rows.items(), strict=True)
    )
    svg = f'<svg viewBox="0 0 {WIDTH} {step * len(rows) + 8}" aria-hidden="true">{body}</svg>'
    return _figure(title, svg, names, unit)


def _bars(row: Mapping[str, float], top: int, thick: int, most: float) -> Iterator[str]:
    for place, (colour, value) in enumerate(zip(_colours(row), row.values(), strict=True)):
        long, y = (WIDTH - 260) * value / most, top + place * (thick + 2)
        yield f'<rect x="188" y="{y}" width="{long:.1f}" height="{thick}" fill="{colour}"/>'
        yield f'<text x="{192 + long:.1f}" y="{y + thick - 1}">{value:,.0f}</text>'


def _grid(width: float, height: float) -> Iterator[str]:
    for value in _ticks(height):
        _, y = _place(0, value, width, height)
        yield f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{value:g}</text>'
    for value in _ticks(width):
        x, _ = _place(value, 0, width, height)
        yield f'<text x="{x:.1f}" y="{HEIGHT - 8}" text-anchor="middle">{value:g} s</text>'


def _ticks(most: float) -> list[float]:
    """Return round values from 0 to `most`."""
    power = 10.0 ** math.floor(math.log10(most / TICKS))
    step = next(power * times for times in (1, 2, 5, 10) if most / (power * times) <= TICKS)
    return [step * number for number in range(int(most / step + 1e-9) + 1)]


def _path(line: Series, width: float, height: float) -> str:
    return " ".join("{:.1f},{:.1f}".format(*_place(x, y, width, height)) for x, y in line)


def _place(x: float, y: float, width: float, height: float) -> tuple[float, float]:
    across, down = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    return LEFT + across * max(x, 0) / width, TOP + down * (1 - y / height)


def _figure(title: str, svg: str, names: Sequence[str] | Mapping[str, Series], unit: str) -> str:
    legend = " ".join(
        f'<span><svg class="key" viewBox="0 0 10 10"><rect width="10" height="10" fill="{colour}"/></svg>'
        f" {escape(name)}</span>"
        for colour, name in zip(_colours(names), names, strict=True)
    )
    said = f"<figcaption><h2>{escape(title)}</h2><p>{escape(unit)}</p><p>{legend}</p></figcaption>"
    return f"<figure>{said}{svg}</figure>"


def _colours(names: Sequence[str] | Mapping[str, object]) -> list[str]:
    return [COLOURS[number % len(COLOURS)] for number in range(len(names))]
