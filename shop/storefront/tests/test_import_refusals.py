"""Rows that the import refuses: each with its line and a reason, while the good rows load."""

import pytest

from shop.catalogue.models import Category, Variant
from shop.storefront.tests.importing import Load

WIDE = (
    "sku,name,price,brand,category,list_price,stock,options,weight,tax class,barcode,hold_seconds,parent sku"
)


@pytest.mark.parametrize(
    "row, reason",
    [
        (",Cup,5,,,,,,,,,,", "The sku is missing."),
        ("B,,5,,,,,,,,,,", "The name is missing."),
        ("B,Cup,,,,,,,,,,,", "The price is missing."),
        ("B,Cup,free,,,,,,,,,,", "The price is a bad number: “free”."),
        ("B,Cup,NaN,,,,,,,,,,", "The price is a bad number: “NaN”."),
        ("B,Cup,1e3,,,,,,,,,,", "The price is a bad number: “1e3”."),
        ('B,Cup,"1,50",,,,,,,,,,', "The price is a bad number: “1,50”."),
        ("B,Cup,12345678901,,,,,,,,,,", "The price is a bad number: “12345678901”."),
        ("B,Cup,-5,,,,,,,,,,", "The price is negative."),
        ("B,Cup,1.005,,,,,,,,,,", "The price has more decimals than the currency: “1.005”."),
        ("B,Cup,5,,,lots,,,,,,,", "The list_price is a bad number: “lots”."),
        ("B,Cup,5,,,,1.5,,,,,,", "The stock is a bad number, whole and not negative is wanted: “1.5”."),
        ("B,Cup,5,,,,-1,,,,,,", "The stock is a bad number, whole and not negative is wanted: “-1”."),
        ("B,Cup,5,,,,,,heavy,,,,", "The weight is a bad number, whole and not negative is wanted: “heavy”."),
        ("B,Cup,5,,,,,,,luxury,,,", "The tax_class is none of standard, reduced, zero."),
        ("B,Cup,5,,,,,Large,,,,,", "The options are not written as “Size=M; Colour=Ink”: “Large”."),
        (
            "B,Cup,5,,,,,Size=M; Size=L,,,,,",
            "The options are not written as “Size=M; Colour=Ink”: “Size=M; Size=L”.",
        ),
        (f"B,{'long ' * 52},5,,,,,,,,,,", "The name is longer than 255 characters."),
        (f"{'B' * 65},Cup,5,,,,,,,,,,", "The sku is longer than 64 characters."),
        (f"B,Cup,5,,{'c' * 121},,,,,,,,", "The category is longer than 120 characters."),
        (f"B,Cup,5,,{' > '.join(['deep' * 20] * 10)},,,,,,,,", "The category is nested too deep."),
        ("A,Cup,5,,,,,,,,,,", "The sku stands already on line 2 of this file."),
        ("B,,5,,,,,,,,,,Z", "The parent “Z” is neither in the shop nor on a good row above."),
        ("B,Cup,5,,,,,,,,,900000,", "The hold_seconds is above 604800."),
        ("B,Cup", "2 cells where the first line names 13 columns."),
        ('B,"Cup" big,5,,,,,,,,,,', "Not a line of CSV: ',' expected after '\"'."),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_reason_and_the_others_load(
    load: Load, row: str, reason: str
) -> None:
    loaded = load(f"{WIDE}\nA,First,1,,,,,,,,,,\n{row}\nC,Last,1,,,,,,,,,,\n")
    assert loaded.refusals == [(3, reason)]
    assert set(Variant.objects.values_list("sku", flat=True)) == {"A", "C"}
    assert "2 new, 0 changed, 0 unchanged, 1 refused." in loaded.output


def test_lines_are_counted_as_an_editor_counts_them(load: Load) -> None:
    loaded = load('sku,name,price,description\nA,One,1,"two\nlines"\n\nB,Two,,\n')
    assert loaded.refusals == [(5, "The price is missing.")]


def test_a_refused_row_does_not_keep_its_sku_from_a_good_one(load: Load) -> None:
    loaded = load("sku,name,price,parent sku\nA,,1,Z\nA,Cup,2,\n")
    assert [line for line, _reason in loaded.refusals] == [2]
    assert Variant.objects.get(sku="A").price == 2


def test_a_refused_row_leaves_no_category_behind(load: Load) -> None:
    load("sku,name,price,category\nA,Cup,,Kitchen > Cups\n")
    assert not Category.objects.exists()


def test_the_file_of_refused_rows_can_be_corrected_and_imported(load: Load) -> None:
    refused = load("sku,name,price\nA,Cup,\nB,Bowl,3\n")
    assert refused.rows == [
        {"line": "2", "reason": "The price is missing.", "sku": "A", "name": "Cup", "price": ""}
    ]
    again = load(refused.refused_file.read_text().replace("Cup,", "Cup,4"))
    assert (again.refusals, Variant.objects.get(sku="A").price) == ([], 4)
    assert "Columns ignored: 'line', 'reason'." in again.output


def test_without_refused_rows_no_file_of_an_earlier_run_stays(load: Load) -> None:
    refused = load("sku,name,price\nA,Cup,\n").refused_file
    assert refused.exists()
    load("sku,name,price\nA,Cup,1\n")
    assert not refused.exists()
