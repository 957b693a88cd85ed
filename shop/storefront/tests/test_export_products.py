"""What the export writes, the import reads: into the same shop and into an empty one."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop.catalogue.models import Category, Product, Variant
from shop.catalogue.tests.factories import make_category, make_product
from shop.inventory.models import Stock, StockEntry
from shop.inventory.receiving import receive
from shop.storefront.exporting import exported
from shop.storefront.tests.importing import Load

pytestmark = pytest.mark.django_db


def export() -> bytes:
    return b"".join(exported(Product.objects.all()))


def empty_the_shop() -> None:
    StockEntry.objects.all().delete()
    Product.objects.all().delete()
    Category.objects.update(parent=None)
    Category.objects.all().delete()


def cells(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(file.decode("utf-8-sig"), newline="")))


def fill() -> None:
    tea = make_category("Tea > Coffee", parent=make_category("Kitchen; more"))
    make_product(
        "Halm  kettle",
        category=tea,
        brand="Nørr\\by",
        description='Pours "well",\r\nand long.\n',
        variants=[
            {"position": 1, "compare_at_price": "20", "options": {"Size": "M; L", "a=b": "c\\"}},
            {"position": 3, "archived": True, "compare_at_price": "5", "tax_class": "reduced", "stock": 0},
            {"position": 2, "barcode": "00412", "hold_seconds": 0, "weight_grams": 7, "price": "0.05"},
        ],
    )
    make_product("Old cup", state=Product.State.ARCHIVED, category=tea)
    make_product("New cup", state=Product.State.DRAFT)
    make_product("Gone cup", variants=[{"archived": True}, {}])


def test_an_export_imported_into_an_empty_shop_is_exported_the_same(load: Load) -> None:
    fill()
    before = export()
    empty_the_shop()
    loaded = load(before)
    assert "7 new, 0 changed, 0 unchanged, 0 refused." in loaded.output
    assert export() == before
    assert Product.objects.get(title="Gone cup").default_variant.archived is False
    assert not Variant.objects.get(product__title="Old cup").purchasable


def test_an_export_imported_into_the_same_shop_changes_nothing(load: Load) -> None:
    fill()
    rows = [list(model.objects.order_by("pk").values()) for model in (Product, Variant, Category, Stock)]
    assert "0 new, 0 changed, 7 unchanged, 0 refused." in load(export()).output
    assert rows == [
        list(model.objects.order_by("pk").values()) for model in (Product, Variant, Category, Stock)
    ]


def test_stock_is_what_nobody_holds_or_bought_and_a_repeat_does_not_double_it(load: Load) -> None:
    variant = make_product(stock=12).default_variant
    receive(variant.pk, -5, reason=StockEntry.Reason.DAMAGED)
    assert cells(export())[0]["stock"] == "7"
    load(export())
    assert Stock.objects.get().available == 7


def test_a_later_variant_names_the_first_and_leaves_the_product_to_it() -> None:
    make_product("Tee", variants=[{"sku": "S"}, {"sku": "M"}], description="Soft.")
    first, second = cells(export())
    assert (first["sku"], first["parent_sku"], first["name"]) == ("S", "", "Tee")
    assert (second["sku"], second["parent_sku"], second["name"], second["description"]) == ("M", "S", "", "")


def test_a_list_price_is_written_only_where_it_is_shown() -> None:
    make_product(price="5", variants=[{"compare_at_price": "4"}])
    assert cells(export())[0]["list_price"] == ""


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "'=", " =", "''-"])
def test_a_spreadsheet_finds_no_formula_and_the_import_finds_the_text(load: Load, sign: str) -> None:
    make_product(f"{sign}cmd|' /C calc'!A0", variants=[{"sku": f"{sign}A1".strip(), "barcode": f"{sign}1"}])
    row = cells(export())[0]
    assert all(row[column].startswith("'") for column in ("sku", "name", "barcode"))
    assert "0 new, 0 changed, 1 unchanged, 0 refused." in load(export()).output


@pytest.mark.parametrize("words", ["'tis", "rock 'n' roll", "1-2", "A=B", "''", "kettle"])
def test_words_that_are_no_formula_are_written_as_they_are(words: str) -> None:
    make_product(words)
    assert cells(export())[0]["name"] == words


_words = st.text(
    st.one_of(st.sampled_from("=+-@'\t\r\n\\>;\",＝＋ "), st.characters(exclude_categories=["Cs"])),
    max_size=40,
).map(lambda text: text.replace("\0", ""))
_name = _words.map(str.strip).filter(bool)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sku=_name, title=_name, brand=_words, text=_words, options=st.dictionaries(_name, _name, max_size=3))
def test_any_text_goes_out_and_comes_in_again_as_it_was(
    load: Load, sku: str, title: str, brand: str, text: str, options: dict[str, str]
) -> None:
    empty_the_shop()
    option_names = {" ".join(name.split()): value for name, value in options.items()}
    category = Category.objects.create(name=title, slug="here")
    make_product(
        title,
        slug="it",
        brand=brand,
        description=text,
        category=category,
        variants=[{"sku": sku, "options": option_names}, {}],
    )
    first = export()
    assert "0 new, 0 changed, 2 unchanged, 0 refused." in load(first).output
    empty_the_shop()
    load(first)
    assert export() == first
    assert Variant.objects.order_by("pk").first().sku == sku


def test_an_export_costs_a_few_queries_a_batch_however_much_is_in_it() -> None:
    counts = []
    for many in (3, 30):
        for _number in range(many):
            make_product(variants=[{}, {}])
        with CaptureQueriesContext(connection) as captured:
            export()
        counts.append(len(captured))
    assert counts == [4, 4]


def test_the_command_writes_a_file_that_the_import_reads(load: Load, tmp_path: Path) -> None:
    make_product(variants=[{}, {}])
    call_command("export_products", str(tmp_path / "all.csv"))
    assert "2 unchanged" in load((tmp_path / "all.csv").read_bytes()).output
    with pytest.raises(CommandError, match="No such file"):
        call_command("export_products", str(tmp_path / "nowhere" / "all.csv"))
