"""Two looks of one thing, compared as somebody would who does not mind how its letters are smoothed."""

from collections.abc import Iterator

from PIL import Image, ImageChops

from e2e.appearance.looks import CELL, Look

UNSEEN = 28  # of 255, in the colour of a cell
FEW = 0.004  # of the cells may differ all the same
NUDGE = 4  # pixels, by which other fonts may move things
STRETCH = 0.01  # of where it was and how large, since small differences add up
NAMED = 5


def differences(before: Look, after: Look) -> list[str]:
    """Return what somebody would notice, in sentences; nothing where there is nothing."""
    return [*_moved(before, after), *_recoloured(before, after)]


def changed(before: Look, after: Look) -> Image.Image:
    """Return a picture of the cells that differ, white on black."""
    size = min(before.picture.width, after.picture.width), min(before.picture.height, after.picture.height)
    both = (look.picture.crop((0, 0, *size)) for look in (before, after))
    red, green, blue = ImageChops.difference(*both).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point([255 if value > UNSEEN else 0 for value in range(256)])


def _moved(before: Look, after: Look) -> Iterator[str]:
    names = [[place[0] for place in look.places] for look in (before, after)]
    if names[0] != names[1]:
        yield "other elements than before: " + _first_other(*names)
        return
    moved = [
        f"{was[0]} was {was[1:]} and is {now[1:]}"
        for was, now in zip(before.places, after.places, strict=True)
        if any(abs(new - old) > NUDGE + STRETCH * abs(old) for old, new in zip(was[1:], now[1:], strict=True))
    ]
    yield from moved[:NAMED]
    if len(moved) > NAMED:
        yield f"and {len(moved) - NAMED} others"


def _first_other(before: list[str], after: list[str]) -> str:
    """Name where two lists of elements part."""
    longest = max(len(before), len(after))
    padded = (names + ["nothing"] * (longest - len(names)) for names in (before, after))
    number, (was, now) = next(
        (at, pair) for at, pair in enumerate(zip(*padded, strict=True)) if len(set(pair)) > 1
    )
    return f"number {number} was {was} and is {now}"


def _recoloured(before: Look, after: Look) -> Iterator[str]:
    cells = changed(before, after)
    share = sum(cells.histogram()[255:]) / (cells.width * cells.height)
    if share > FEW:
        left, top, right, bottom = (edge * CELL for edge in cells.getbbox())
        yield f"{share:.1%} of it has another colour, between {left}, {top} and {right}, {bottom}"
