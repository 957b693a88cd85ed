"""What a theme can decide, and that nothing is decided elsewhere."""

import os
import re
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings

from deploy.local.assets import BUILT, SOURCE, THEMES
from deploy.local.paths import ROOT

pytestmark = pytest.mark.once
TOKENS = SOURCE / "src" / "tokens.css"
RULES = sorted({*(SOURCE / "src").glob("*.css")} - {TOKENS})
SCHEMES = ("light", "dark")
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(|:[^;]*\b(?:white|black|red|gray)\b",
    re.IGNORECASE,
)
FROM_TOKENS = re.compile(
    r"(?:^|[\s{;])(?P<name>(?:row-|column-)?gap|(?:scroll-)?(?:padding|margin)[a-z-]*|inset[a-z-]*|border-radius"
    r"|font(?:-size|-family)?|letter-spacing): (?P<value>[^;{]+);"
)
# Besides tokens: nothing, shares of what is around, a hairline over another, a sheet of paper's own unit.
FREE = re.compile(
    r"var\(--[\w-]+\)|--spacing\(-?[\d.]+\)|-?[\d.]+(?:em|%|vw|vh)|-1px|\b11pt|\b[\d.]+(?=[\s)*,/]|$)"
)
RENDER = """
import sys, django
django.setup()
from django.template.loader import render_to_string
print(render_to_string(sys.argv[1]))
"""
PAIRS = [
    *(
        (text, ground, 4.5)
        for text in ("ink", "ink-soft", "accent")
        for ground in ("paper", "raised", "plate")
    ),
    *(("edge", ground, 3) for ground in ("paper", "raised")),
    ("action", "paper", 3),
    ("on-action", "action", 4.5),
    ("on-ink", "ink", 4.5),
    ("paper", "accent", 4.5),
]


def colours(text: str) -> dict[str, str]:
    return dict(re.findall(r"--color-([\w-]+): (#[0-9a-f]{6}|var\([\w-]+\))", text))


def palette(theme: str, scheme: str) -> dict[str, str]:
    """Return a theme's colours: the house's where it says nothing, and in the dark the light's."""
    house, own = (
        file.read_text().split("@media print")[0] for file in (TOKENS, THEMES / theme / "theme.css")
    )
    halves = [text.partition("@variant dark") for text in (house, own)]
    light = [half[0] for half in halves]
    dark = [half[2] for half in halves] if scheme == "dark" else []
    found = {name: value for text in (*light, *dark) for name, value in colours(text).items()}
    return {name: found.get(value[12:-1], value) for name, value in found.items()}


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme, scheme", list(product(settings.THEMES, SCHEMES)))
def test_what_is_written_and_drawn_stands_out_from_its_ground(theme: str, scheme: str) -> None:
    colour = palette(theme, scheme)
    reached = {
        f"{one} on {ground}": round(contrast(colour[one], colour[ground]), 2)
        for one, ground, least in PAIRS
        if contrast(colour[one], colour[ground]) < least
    }
    assert reached == {}


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.name)
def test_no_rule_has_a_colour_of_its_own(file: Path) -> None:
    code = re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.DOTALL)
    assert COLOUR.findall(code) == []


@pytest.mark.parametrize(
    "file", [file for file in RULES if file.name != "type.css"], ids=lambda file: file.name
)
def test_every_distance_corner_and_letter_is_made_of_tokens(file: Path) -> None:
    code = re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.DOTALL)
    own = [found[0] for found in FROM_TOKENS.finditer(code) if re.search(r"\d", FREE.sub("", found["value"]))]
    assert own == []


@pytest.mark.parametrize("theme", settings.THEMES)
def test_the_browser_s_own_frame_has_the_colour_of_the_paper(theme: str) -> None:
    look = (THEMES / theme / "templates" / "_look.html").read_text()
    said = re.findall(r'content="(#\w+)" media="\(prefers-color-scheme: (\w+)\)"', look)
    assert said == [(palette(theme, scheme)["paper"], scheme) for scheme in SCHEMES]


def test_mails_have_no_colours_but_the_house_s() -> None:
    known = {colour for scheme in SCHEMES for colour in palette("fastshop", scheme).values()}
    used = {
        colour
        for file in (ROOT / "templates" / "mail").iterdir()
        for colour in re.findall(r"#[0-9a-f]{6}", file.read_text())
    }
    assert used <= known


@pytest.mark.parametrize("theme", settings.THEMES)
def test_one_setting_puts_a_theme_on_every_page(theme: str) -> None:
    for page in ("_head.html", "500.html", "503.html"):
        said = subprocess.run(
            [sys.executable, "-c", RENDER, page],
            env=os.environ | {"THEME": theme},
            capture_output=True,
            text=True,
        ).stdout
        assert re.findall(r"dist/(\w+)\.css", said) == [theme]
    assert (BUILT / f"{theme}.css").is_file()


def test_a_theme_that_is_not_there_is_refused_with_those_that_are() -> None:
    run = subprocess.run(
        [sys.executable, "-c", RENDER, "500.html"],
        env=os.environ | {"THEME": "plaid"},
        capture_output=True,
        text=True,
    )
    assert "THEME is “plaid”, and theme/themes holds fastshop, orchard." in run.stderr
