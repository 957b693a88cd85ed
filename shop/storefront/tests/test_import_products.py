"""What the import does with good rows: new products, changes, repeats."""

import gzip
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.catalogue.models import Category, Product, Variant
from shop.inventory.models import Stock, StockEntry
from shop.inventory.receiving import receive
from shop.storefront.tests.importing import Load

KETTLE = (
    "SKU,Name,Brand,Category,Price,List price,Description,"
    "Stock,Options,Weight,Tax class,Barcode,Hold seconds\n"
    "K1,  Halm   kettle ,Norrby,Kitchen > Tea,68.50,80,Pours well.,"
    "12,Colour=Ink; Size=M,1150,Reduced,40012,120\n"
)


def _left(sku: str) -> int:
    return Stock.objects.get(variant__sku=sku).available


def test_every_column_finds_its_place(load: Load) -> None:
    load(KETTLE)
    kettle = Variant.objects.select_related("product__category").get()
    product = kettle.product
    assert (product.title, product.brand, product.description) == ("Halm kettle", "Norrby", "Pours well.")
    assert (product.slug, product.category.path, product.default_variant) == (
        "halm-kettle",
        "kitchen/tea",
        kettle,
    )
    assert (kettle.price, kettle.compare_at_price) == (Decimal("68.50"), 80)
    assert kettle.options == {"Colour": "Ink", "Size": "M"}
    assert (kettle.weight_grams, kettle.tax_class, kettle.barcode) == (1150, "reduced", "40012")
    assert (kettle.hold_seconds, kettle.version, _left("K1")) == (120, 0, 12)


def test_empty_cells_mean_the_defaults(load: Load) -> None:
    load(
        "sku,name,price,brand,category,list_price,stock,options,weight,tax_class,hold_seconds\nK1,Cup,5,,,,,,,,\n"
    )
    cup = Variant.objects.get()
    assert (cup.options, cup.weight_grams, cup.tax_class, cup.hold_seconds) == ({}, 0, "standard", 900)
    assert (cup.product.category.name, cup.compare_at_price, _left("K1")) == ("Uncategorised", None, 0)


def test_a_list_price_that_is_not_above_the_price_is_none(load: Load) -> None:
    load("sku,name,price,list_price\nA,Cup,5,5\nB,Bowl,5,4\n")
    assert set(Variant.objects.values_list("compare_at_price", flat=True)) == {None}


def test_gzip_and_a_byte_order_mark_are_read(load: Load) -> None:
    load(gzip.compress("\ufeffsku,name,price\r\nA,Cup,5\r\n".encode()), name="goods.csv.gz")
    assert Variant.objects.get().sku == "A"


def test_a_repeat_changes_nothing_in_a_few_queries(load: Load) -> None:
    rows = "".join(f"S{n},Thing {n % 7},{n}.50,Kind {n % 5} > Sort {n % 3}\n" for n in range(400))
    text = f"sku,name,price,category\n{rows}"
    load(text, stock=3)
    before = list(Variant.objects.values()), list(Product.objects.values()), list(Category.objects.values())
    with CaptureQueriesContext(
        connection,
    ) as queries:
        again = load(text, stock=3)
    assert "0 new, 0 changed, 400 unchanged, 0 refused." in again.output
    assert (
        list(Variant.objects.values()),
        list(Product.objects.values()),
        list(Category.objects.values()),
    ) == before
    assert (
        len(queries) <= 10
    )  # PostgreSQL's lock, its end and ANALYZE among them, and a count of what to fold
    assert StockEntry.objects.count() == 400


def test_the_queries_of_a_first_import_do_not_grow_with_its_rows(load: Load) -> None:
    counts = []
    for prefix, size in (("A", 20), ("B", 400)):
        rows = "".join(f"{prefix}{n},{prefix} thing,{n},7\n" for n in range(size))
        with CaptureQueriesContext(connection) as queries:
            load(f"sku,name,price,stock\n{rows}")
        counts.append(len(queries))
    few, many = counts
    assert many <= few + 15


def test_a_new_price_is_written_and_counts_the_version_on(load: Load) -> None:
    load("sku,name,price,list_price\nA,Cup,5,\nB,Bowl,7,\n")
    changed = load("sku,name,price,list_price\nA,Cup,4,5\nB,Bowl,7,\n")
    assert "0 new, 1 changed, 1 unchanged, 0 refused." in changed.output
    cup, bowl = Variant.objects.order_by("sku")
    assert (cup.price, cup.compare_at_price, cup.version) == (4, 5, 1)
    assert bowl.version == 0


def test_new_texts_are_written_and_the_address_stays(load: Load) -> None:
    load("sku,name,price,category,brand\nA,Cup,5,Table,Wren\n")
    load("sku,name,price,category,brand\nA,Mug,5,Kitchen > Cups,Wrenfield\n")
    product = Product.objects.get()
    assert (product.title, product.slug, product.brand) == ("Mug", "cup", "Wrenfield")
    assert product.category.path == "kitchen/cups"


def test_columns_that_are_not_in_the_file_are_left_alone(load: Load) -> None:
    load(KETTLE)
    load("sku,name,price\nK1,Halm kettle,60\n")
    kettle = Variant.objects.get()
    assert (kettle.price, kettle.compare_at_price, kettle.weight_grams) == (60, 80, 1150)
    assert (kettle.product.brand, kettle.product.category.path) == ("Norrby", "kitchen/tea")


def test_stock_comes_in_with_the_first_import_only(load: Load) -> None:
    load("sku,name,price,stock\nA,Cup,5,10\n")
    receive(Variant.objects.get().pk, -4, reason=StockEntry.Reason.DAMAGED)
    load("sku,name,price,stock\nA,Cup,5,10\n")
    assert _left("A") == 6
    call_command("audit_stock")


def test_units_for_new_skus_can_be_given_with_the_command(load: Load) -> None:
    load("sku,name,price,stock\nA,Cup,5,\nB,Bowl,5,0\n", stock=25)
    assert (_left("A"), _left("B")) == (25, 0)
    with pytest.raises(CommandError, match="negative"):
        load("sku,name,price\n", stock=-1)


def test_products_of_one_name_have_addresses_of_their_own(load: Load) -> None:
    load("sku,name,price\nA/1,Cup,5\nB,Cup,5\nb,Cup,5\n")
    load("sku,name,price\nC,Cup,5\nD,茶碗,5\n")
    slugs = list(Product.objects.order_by("pk").values_list("slug", flat=True))
    assert slugs[:2] == ["cup", "cup-b"]
    assert slugs[2].startswith("cup-")
    assert slugs[3:] == ["cup-c", "product"]


def test_categories_are_made_once_and_found_again(load: Load) -> None:
    load("sku,name,price,category\nA,Cup,5,Table > Cups\nB,Cup,5,table>cups\nC,Cup,5,Cups\nD,Cup,5, > \n")
    load(
        "sku,name,price,category\nE,Cup,5,Table > Cups > Small\nF,Cup,5,Salt & Pepper\nG,Cup,5,Salt Pepper\n"
    )
    paths = list(Category.objects.order_by("path").values_list("path", flat=True))
    assert paths == [
        "cups", "salt-pepper", "salt-pepper-2", "table", "table/cups", "table/cups/small", "uncategorised",
    ]  # fmt: skip


def test_progress_is_told_by_the_batch(load: Load) -> None:
    loaded = load("sku,name,price\n" + "".join(f"S{n},Thing,1\n" for n in range(1200)))
    assert "500 rows read" in loaded.output
    assert "1,000 rows read" in loaded.output
