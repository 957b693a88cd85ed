"""The command that judges recommendations against simpler ways, and says what they cost."""

import csv
import gzip
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shop.catalogue.models import Product
from shop.recommendations import costs
from shop.recommendations.diversity import Taste
from shop.recommendations.judging import (
    Case,
    Verdict,
    at_random,
    by_the_book,
    interval,
    judge,
    ours,
    popular_at_best,
)
from shop.recommendations.models import Build
from shop.recommendations.texts import Text, texts

LIKENESSES = (1.0, 0.9, 0.7, 0.5)
FEWEST = 20


class Command(BaseCommand):
    help = (
        "Judge ten recommendations for each product by whether they share its leaf category, which nobody is "
        "told. One half of the categories is judged; --tuning judges the other, which weights are tuned on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        file = "columns name, brand, category, description; without it the shop's catalogue and its costs"
        parser.add_argument("file", type=Path, nargs="?", metavar="FILE.csv[.gz]", help=file)
        parser.add_argument("--tuning", action="store_true", help="judge the half that weights are tuned on")
        parser.add_argument("--most", type=int, default=5000, help="products judged (default: 5000)")

    def handle(self, *args: object, **options: Any) -> None:
        read = _of_file(options["file"]) if options["file"] else list(texts(Product.objects.listed()))
        case = Case.of(read, options["most"], tuning=options["tuning"])
        if len(case.judged) < FEWEST:
            raise CommandError(f"There are too few products that share a category: {len(case.judged)}.")
        self.stdout.write(f"{len(case.judged):,} products judged among {len(read):,}, ten each\n")
        self._judge(case)
        if not options["file"]:
            self._tell_costs()

    def _judge(self, case: Case) -> None:
        heads = ("hit@10", "of ten", "coverage", "unlike", "twins", "brands", "hit@10 above TF-IDF, 95 %")
        self.stdout.write(f"{'':<26}" + "".join(f"{head:>10}" for head in heads))
        book = judge(case, by_the_book(case))
        self._tell("random", judge(case, at_random(case)), book)
        self._tell("popular, at best", judge(case, popular_at_best(case)), book)
        self._tell("TF-IDF, linear_kernel", book, book)
        self._tell("weighted, nearest", judge(case, ours(case, None)), book)
        self._tell("as on the shelf", judge(case, ours(case, Taste())), book)
        for likeness in LIKENESSES:
            verdict = judge(case, ours(case, Taste(likeness=likeness)))
            self._tell(f"shelf, likeness {likeness}", verdict, book)

    def _tell(self, name: str, verdict: Verdict, book: Verdict) -> None:
        shares = (verdict.hits.mean(), verdict.precision, verdict.coverage, verdict.unlike, verdict.twins)
        cells = "".join(f"{share:>10.3f}" for share in shares) + f"{verdict.brands:>10.1f}"
        if verdict is not book:
            gain, low, high = interval(verdict, book)
            cells += f"{gain:>+12.3f} ({low:+.3f} to {high:+.3f})"
        self.stdout.write(f"{name:<26}{cells}")

    def _tell_costs(self) -> None:
        serving = Build.objects.filter(current=True).first()
        if serving is None or not serving.total:
            raise CommandError("Nothing was built yet: manage.py build_recommendations")
        seconds = (serving.ended_at - serving.began_at).total_seconds()
        self.stdout.write(f"\nbuilt in {seconds:.1f} s, {serving.megabytes} MB at most")
        usual, longest = costs.step_seconds()
        self.stdout.write(f"a product's change: {usual:.2f} s, {longest:.2f} s at most")
        self.stdout.write(f"99 of 100 shelves are read within {costs.read_seconds() * 1000:.1f} ms")


def _of_file(file: Path) -> list[Text]:
    try:
        with gzip.open(file, "rt") if file.suffix == ".gz" else file.open() as opened:
            rows = list(csv.DictReader(opened))
            return [_text(number, row) for number, row in enumerate(rows)]
    except (OSError, KeyError, UnicodeDecodeError, csv.Error) as error:
        raise CommandError(f"{file} has no products: {error}") from error


def _text(number: int, row: dict[str, str]) -> Text:
    return Text(number, row["name"], row["brand"], row["category"], row["description"])
