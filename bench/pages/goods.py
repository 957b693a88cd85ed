"""Products by the thousand: out of a vocabulary, or those of a given file again and again, renamed."""

import csv
import gzip
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from random import Random

SEED = 6
MAKERS = (
    *("Osk", "Lume", "Fold", "Bryn", "Kiln", "Tarn", "Holt", "Weft", "Dune", "Pell"),
    *("Aske", "Moor", "Reed", "Sorrel", "Vane", "Loft", "Carr", "Elm & Co", "Nacre", "Ostler"),
)
KINDS = {
    "Kitchen": ("kettle", "pan", "knife", "grater", "board"),
    "Table": ("bowl", "plate", "mug", "carafe", "spoon"),
    "Light": ("lamp", "lantern", "candle", "sconce", "torch"),
    "Textiles": ("throw", "cushion", "towel", "apron", "rug"),
    "Desk": ("notebook", "pencil", "tray", "clip", "ruler"),
    "Carry": ("satchel", "tote", "pouch", "wallet", "rucksack"),
    "Garden": ("trowel", "planter", "hose", "gloves", "bench"),
    "Home": ("vase", "mirror", "hook", "shelf", "clock"),
}
MADE_OF = ("oak", "brass", "linen", "steel", "wool", "stoneware", "cork", "glass", "leather", "copper")
COLOURS = ("ink", "moss", "clay", "sand", "slate", "plum", "rust", "chalk", "sea", "straw", "night", "rose")
MADE_FOR = ("every day", "long tables", "small rooms", "early mornings", "heavy use", "travel", "two", "rain")
HEADINGS = ("sku", "name", "brand", "category", "price", "list_price", "stock", "description")

Row = dict[str, str]


def write(file: Path, many: int, given: Path | None) -> Path:
    """Write so many products to a file for the import, always the same; return it."""
    rows = _again_and_again(given) if given else _made_up()
    with file.open("w", newline="") as written:
        table = csv.DictWriter(written, HEADINGS, extrasaction="ignore")
        table.writeheader()
        table.writerows(islice(rows, many))
    return file


def _made_up() -> Iterator[Row]:
    dice = Random(SEED)
    for number in count(1):
        shelf = dice.choice(list(KINDS))
        kind, maker, stuff = dice.choice(KINDS[shelf]), dice.choice(MAKERS), dice.choice(MADE_OF)
        purpose = " and for ".join(dice.sample(MADE_FOR, 3))
        yield {
            "sku": f"B-{number}",
            "name": f"{maker} {stuff} {kind}, {dice.choice(COLOURS)} No. {number}",
            "brand": maker,
            "category": f"{shelf} > {kind.capitalize()}",
            "description": f"A {kind} of {stuff}, made for {purpose}, and mended by {maker} if need be.",
            **_offer(dice),
        }


def _offer(dice: Random) -> Row:
    price = dice.randrange(300, 30000)
    before = price * 5 // 4 if dice.random() < 0.3 else 0
    return {
        "price": f"{price / 100:.2f}",
        "list_price": f"{before / 100:.2f}" if before else "",
        "stock": str(dice.choice((0, 2, 5, 40, 200))),
    }


def _again_and_again(given: Path) -> Iterator[Row]:
    """Yield the file as it is, then with other skus, and names that have words of each other."""
    dice = Random(SEED)
    with gzip.open(given, "rt") if given.suffix == ".gz" else given.open() as opened:
        rows = list(csv.DictReader(opened))
    stocked = ({**row, "stock": str(dice.choice((0, 2, 5, 40, 200)))} for row in rows)
    yield from stocked
    for turn in count(2):
        for row in rows:
            other = dice.choice(rows)["name"].split()
            name = " ".join([*row["name"].split()[:-1], *other[-2:]])[:255]
            yield {**row, "sku": f"{row['sku']}-{turn}", "name": name, "stock": str(dice.choice((0, 5, 40)))}
