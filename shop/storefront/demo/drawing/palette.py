"""The colours of the drawings, by name, and how light and shade change them."""

COLOURS = {
    # grounds
    "oat": "#e3d8c6",
    "stone": "#d3d0c8",
    "mist": "#c8d3d4",
    "fog": "#d9dcda",
    "sage": "#c4cdb6",
    "clay": "#dcbba3",
    "petal": "#e2c7bc",
    "butter": "#e8d7a6",
    "sky": "#bccdd9",
    "dusk": "#a7adbf",
    "fern": "#8d9a7b",
    "ember": "#bd7a5a",
    "night": "#3d4854",
    # glazes, cloths, paints
    "ink": "#2f3c4a",
    "charcoal": "#3a3937",
    "chalk": "#f2ede3",
    "bone": "#e6dccb",
    "rust": "#b25a3a",
    "brick": "#98432f",
    "terracotta": "#c4714c",
    "ochre": "#d09a3e",
    "mustard": "#c9a03b",
    "moss": "#6d7a4c",
    "forest": "#34523f",
    "indigo": "#3c4f80",
    "denim": "#5d7796",
    "plum": "#6d4259",
    "rose": "#d39a8e",
    "celadon": "#a9bda6",
    "slate": "#66717a",
    "smoke": "#8a8580",
    "linen": "#d9cbb2",
    "natural": "#cdb793",
    # woods, metals, hides
    "oak": "#cba273",
    "beech": "#dcbb90",
    "walnut": "#7d553b",
    "ebony": "#3b2f2a",
    "steel": "#b4babd",
    "iron": "#45474a",
    "brass": "#c9a356",
    "copper": "#c27e57",
    "tan": "#b27a4a",
    "straw": "#d6b476",
    "glow": "#ffe6b0",
    "wax": "#ecc878",
    "leaf": "#71875a",
    "white": "#ffffff",
}

LIGHT = "#fff6e6"
SHADE = "#1e2230"


def colour(name: str) -> str:
    """Return the hex value of a named colour; what is hex already stays. Raises KeyError."""
    return name if name.startswith("#") else COLOURS[name]


def mix(one: str, other: str, share: float) -> str:
    """Return `one` with a share (0 to 1) of `other` in it, as hex."""
    pairs = zip(_channels(colour(one)), _channels(colour(other)), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def lit(name: str, share: float) -> str:
    """Return the colour as light falls on it."""
    return mix(name, LIGHT, share)


def shaded(name: str, share: float) -> str:
    """Return the colour as it looks turned away from the light."""
    return mix(name, SHADE, share)


def _channels(value: str) -> tuple[int, int, int]:
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)
