"""Drawing the demo shop's pictures, as `pictures.toml` lists them."""

import tomllib
from pathlib import Path

from shop.storefront.demo.drawing.scenes import Scene, draw

LIST = Path(__file__).with_name("pictures.toml")


def scenes() -> dict[str, Scene]:
    """Return what each picture shows, by the name of its file without `.svg`."""
    return {name: Scene(**spec) for name, spec in tomllib.loads(LIST.read_text()).items()}


def draw_all(folder: Path) -> None:
    """Draw every picture into the folder."""
    for name, scene in scenes().items():
        (folder / f"{name}.svg").write_text(draw(scene))
