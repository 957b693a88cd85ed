from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from shop.catalogue.tests.factories import make_category, make_product

pytestmark = pytest.mark.django_db

ASKED = """
[[query]]
typed = "kettle"
title = "enamel.*kettle"
category = "^kitchen$"

[[query]]
typed = "a-1"
sku = "A-1"

[[query]]
typed = "xqzvbk"
nothing = true
"""


def judged(tmp_path: Path, asked: str, least: int) -> str:
    file, said = tmp_path / "asked.toml", StringIO()
    file.write_text(asked)
    try:
        call_command("judge_search", str(file), least=least, stdout=said)
    except CommandError as refused:
        said.write(str(refused))
    return said.getvalue()


def test_what_is_met_is_counted_and_what_is_missed_is_named(tmp_path: Path) -> None:
    make_product("Enamel kettle", category=make_category("Kitchen"), variants=[{"sku": "A-1"}])
    assert judged(tmp_path, ASKED, 3) == "3 of 3 met.\n"
    missing = '[[query]]\ntyped = "enamel"\nsku = "A-2"\n[[query]]\ntyped = "kettles"\nnothing = true\n'
    assert judged(tmp_path, ASKED + missing, 4) == (
        "missed: 'enamel' found ['Enamel kettle']\nmissed: 'kettles' found ['Enamel kettle']\n"
        "3 of 5 met.\nAt least 4 were wanted."
    )


def test_all_that_is_wanted_must_fit_one_product_among_the_first_five(tmp_path: Path) -> None:
    make_product("Enamel kettle", category=make_category("Garden"))
    make_product("Kettle", category=make_category("Kitchen"))
    assert "missed: 'kettle'" in judged(tmp_path, ASKED, 0)
    for _ in range(5):
        make_product("Cup")
    make_product("Cup of many words, old and far behind", variants=[{"sku": "LAST-1"}])
    assert "0 of 1 met." in judged(tmp_path, '[[query]]\ntyped = "cup"\nsku = "LAST-1"\n', 0)


@pytest.mark.parametrize(
    "asked",
    ["", "[[query]]\ntyped = 'cup'", "[[query]]\ntitle = 'cup'", "[[query]]\ntyped = 'a'\nname = 'b'", "["],
)
def test_a_list_that_cannot_be_judged_is_refused(tmp_path: Path, asked: str) -> None:
    assert "quer" in judged(tmp_path, asked, 0)
    assert "met" not in judged(tmp_path, asked, 0)
