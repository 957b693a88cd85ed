"""Every object that can be drawn: how large it is in its picture, and where a close look goes."""

from collections.abc import Callable
from dataclasses import dataclass

from shop.storefront.demo.drawing import (
    carrying,
    cooking,
    desk,
    garden,
    lights,
    rooms,
    tableware,
    tea,
    textiles,
)


@dataclass(frozen=True, slots=True)
class Motif:
    """An object's drawing function, and how a picture is composed around it.

    What stands, stands on a table; else it lies flat or hangs on a wall.
    """

    draw: Callable[..., None]
    stands: bool = True
    scale: float = 1.15
    focus: tuple[float, float] = (380, 440)
    zoom: float = 1.8
    turn: float = 14


def _flat(draw: Callable[..., None], scale: float = 1.06, **more: object) -> Motif:
    return Motif(draw, stands=False, scale=scale, **more)


MOTIFS = {
    "kettle": Motif(tea.kettle, focus=(450, 380)),
    "teapot": Motif(tea.teapot, scale=1.18, focus=(470, 440)),
    "mug": Motif(tea.mug, scale=1.35, focus=(430, 450)),
    "moka": Motif(tea.moka, scale=1.2, focus=(430, 340)),
    "dripper": Motif(tea.dripper, scale=1.15, focus=(400, 380)),
    "canister": Motif(tea.canister, scale=1.3, focus=(390, 380)),
    "plate": _flat(tableware.plate, focus=(300, 300)),
    "bowl": Motif(tableware.bowl, scale=1.3, focus=(340, 480)),
    "cups": Motif(tableware.cups, scale=1.4, focus=(390, 500)),
    "glass": Motif(tableware.glass, scale=1.35, focus=(390, 430)),
    "goblet": Motif(tableware.goblet, scale=1.2, focus=(400, 380)),
    "jug": Motif(tableware.jug, scale=1.2, focus=(380, 360)),
    "carafe": Motif(tableware.carafe, scale=1.18, focus=(400, 380)),
    "cutlery": _flat(tableware.cutlery, scale=1.12, focus=(380, 290), turn=-16),
    "pan": _flat(cooking.pan, focus=(480, 440), turn=-8),
    "casserole": Motif(cooking.casserole, scale=1.15, focus=(340, 400)),
    "knife": _flat(cooking.knife, scale=1.12, focus=(500, 320), turn=10),
    "board": _flat(cooking.board, focus=(400, 260), turn=9),
    "mill": Motif(cooking.mill, scale=1.15, focus=(400, 330)),
    "mortar": Motif(cooking.mortar, scale=1.2, focus=(400, 430)),
    "mushroom": Motif(lights.mushroom, scale=1.12, focus=(380, 350)),
    "task": Motif(lights.task, scale=1.1, focus=(370, 330)),
    "pendant": _flat(lights.pendant, scale=1, focus=(400, 420), zoom=1.6, turn=0),
    "lantern": Motif(lights.lantern, scale=1.08, focus=(400, 400)),
    "shaded_lamp": Motif(lights.shaded_lamp, scale=1.12, focus=(390, 400)),
    "candle": Motif(lights.candle, scale=1.3, focus=(400, 430)),
    "tapers": Motif(lights.tapers, scale=1.05, focus=(400, 320)),
    "chamberstick": Motif(lights.chamberstick, scale=1.2, focus=(440, 480)),
    "blanket": Motif(textiles.blanket, scale=1.2, focus=(320, 500), zoom=2),
    "cushion": Motif(textiles.cushion, scale=1.12, focus=(300, 320), zoom=2),
    "towel": _flat(textiles.towel, focus=(420, 470), zoom=1.9, turn=0),
    "teatowels": _flat(textiles.teatowels, scale=1.1, focus=(360, 300), turn=0),
    "apron": _flat(textiles.apron, scale=1, focus=(400, 420), turn=0),
    "soap": Motif(textiles.soap, scale=1.3, focus=(400, 520), zoom=2.1),
    "notebook": _flat(desk.notebook, focus=(330, 300), zoom=1.9),
    "booklets": _flat(desk.booklets, focus=(420, 400), turn=-10),
    "pen": _flat(desk.pen, scale=1.12, focus=(300, 440), turn=10),
    "pencils": _flat(desk.pencils, focus=(380, 240), zoom=2, turn=24),
    "scissors": _flat(desk.scissors, focus=(400, 480), turn=26),
    "penpot": Motif(desk.penpot, scale=1.2, focus=(410, 360)),
    "wallet": _flat(desk.wallet, scale=1.15, focus=(420, 360), turn=16),
    "tray": _flat(desk.tray, focus=(360, 440), turn=-10),
    "tote": _flat(carrying.tote, scale=1, focus=(420, 400), turn=0),
    "backpack": Motif(carrying.backpack, scale=1.14, focus=(420, 340)),
    "bottle": Motif(carrying.bottle, scale=1.15, focus=(400, 290)),
    "umbrella": _flat(carrying.umbrella, scale=0.98, focus=(450, 240), turn=0),
    "basket": Motif(carrying.basket, scale=1.2, focus=(340, 480)),
    "watering_can": Motif(garden.watering_can, scale=1.12, focus=(330, 400)),
    "planter": Motif(garden.planter, scale=1.15, focus=(400, 420)),
    "trowel": _flat(garden.trowel, scale=1.02, focus=(430, 300), turn=-22),
    "twine": Motif(garden.twine, scale=1.25, focus=(420, 400)),
    "nestbox": _flat(garden.nestbox, scale=1.05, focus=(400, 380), turn=0),
    "clock": _flat(rooms.clock, focus=(420, 360), turn=0),
    "stool": Motif(rooms.stool, scale=1.15, focus=(400, 340)),
    "chair": Motif(rooms.chair, scale=1.05, focus=(400, 380)),
    "vase": Motif(rooms.vase, scale=0.98, focus=(390, 440)),
    "bud_vases": Motif(rooms.bud_vases, scale=1.1, focus=(380, 480)),
    "mirror": _flat(rooms.mirror, scale=1.02, focus=(400, 380), turn=0),
}
