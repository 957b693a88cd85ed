"""Judging tells good recommendations from bad ones, by a file or by the shop."""

import csv
from io import StringIO
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from shop.catalogue.tests.factories import make_category, make_product
from shop.recommendations.building import build
from shop.recommendations.judging import Case, at_random, interval, judge, ours
from shop.recommendations.management.commands import judge_recommendations
from shop.recommendations.texts import Text

KINDS = {"Kettles": "whistle spout", "Rugs": "woven tassel", "Lamps": "shade bulb", "Mugs": "handle glaze"}
STUFFS = ("oak", "brass", "linen", "steel", "wool", "cork")
MAKERS = ("Osk", "Lume")


def goods() -> list[dict[str, str]]:
    """Return 12 products of each kind that share two words which no category has, besides their name."""
    return [
        {"name": f"{stuff} {words} {kind}", "brand": maker, "category": f"Home > {kind}", "description": ""}
        for (kind, words), stuff, maker in product(KINDS.items(), STUFFS, MAKERS)
    ]


def case(*, tuning: bool = False) -> Case:
    read = [Text(n, each["name"], each["brand"], each["category"], "") for n, each in enumerate(goods())]
    return Case.of(read, 100, tuning=tuning)


def judged(*arguments: str) -> str:
    said = StringIO()
    call_command("judge_recommendations", *arguments, stdout=said)
    return said.getvalue()


def test_nobody_is_told_the_categories_and_each_is_tuned_on_or_judged() -> None:
    tuned_on, judged_on = case(tuning=True), case()
    assert not {"kettles", "home"} & {word for text in judged_on.texts for word in text.title.split()}
    halves = [set(each.leaves[each.judged].tolist()) for each in (tuned_on, judged_on)]
    assert halves[0] & halves[1] == set()
    assert len(tuned_on.judged) + len(judged_on.judged) == len(goods())


def test_what_shares_words_is_of_the_same_leaf_and_better_than_chance() -> None:
    judged_on = case()
    verdict, chance = (judge(judged_on, tens) for tens in (ours(judged_on, None), at_random(judged_on)))
    assert (verdict.hits.mean(), verdict.precision) == (1, 1)
    gain, low, high = interval(verdict, chance)
    assert 0 <= low <= gain <= high <= 1


def test_twins_and_shelves_that_are_not_full_are_seen() -> None:
    judged_on = case()
    twin = [
        other for other in range(2) if other != judged_on.judged[0]
    ]  # 0 and 1 differ by their maker alone
    tens = np.full((len(judged_on.judged), 10), -1)
    tens[0, : len(twin)] = twin
    verdict = judge(judged_on, tens)
    assert verdict.coverage == len(twin) / len(judged_on.texts)
    assert verdict.precision <= 1 / tens.size * len(twin)


def test_a_file_is_judged_without_touching_the_shop(tmp_path: Path) -> None:
    file = tmp_path / "goods.csv"
    with file.open("w", newline="") as opened:
        table = csv.DictWriter(opened, goods()[0])
        table.writeheader()
        table.writerows(goods())
    said = judged(str(file))
    assert "TF-IDF, linear_kernel" in said
    assert "as on the shelf" in said
    file.write_text("sku,price\n1,2\n")
    with pytest.raises(CommandError, match="has no products"):
        judged(str(file))


@pytest.mark.django_db
def test_a_shop_is_judged_with_what_its_recommendations_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge_recommendations, "FEWEST", 3)
    with pytest.raises(CommandError, match="too few products"):
        judged()
    for kind in ("Kettles", "Rugs", "Lamps", "Mugs"):
        category = make_category(kind)
        for stuff in STUFFS[:3]:
            make_product(f"{stuff} {KINDS[kind]}", category=category)
    with pytest.raises(CommandError, match="Nothing was built yet"):
        judged()
    build()
    said = judged()
    assert "a product's change:" in said
    assert "99 of 100 shelves are read within" in said
