"""Rows that name a parent become variants of one product."""

from shop.catalogue.models import Product, Variant
from shop.storefront.tests.importing import Load

HEAD = "sku,parent sku,name,price,options,brand\n"


def _variants(product: Product) -> list[tuple[str, int]]:
    return list(product.variants.values_list("sku", "position"))


def test_rows_with_a_parent_join_its_product_in_their_order(load: Load) -> None:
    load(HEAD + "TEE,,Tee,20,Size=S,Loom\nTEE-M,TEE,,21,Size=M,\nTEE-L,TEE,Tee large,22,Size=L,Other\n")
    tee = Product.objects.get()
    assert (tee.title, tee.brand, tee.default_variant.sku) == ("Tee", "Loom", "TEE")
    assert _variants(tee) == [("TEE", 0), ("TEE-M", 1), ("TEE-L", 2)]


def test_a_row_may_name_itself_as_its_parent(load: Load) -> None:
    load("sku,parent_sku,name,price\nTEE,TEE,Tee,20\nTEE-M,TEE,,21\n")
    assert _variants(Product.objects.get()) == [("TEE", 0), ("TEE-M", 1)]


def test_a_parent_may_be_in_the_shop_already(load: Load) -> None:
    load(HEAD + "TEE,,Tee,20,Size=S,\n")
    load(HEAD + "TEE-M,TEE,,21,Size=M,\n")
    load(HEAD + "TEE-L,TEE-M,,21,Size=L,\n")
    assert _variants(Product.objects.get()) == [("TEE", 0), ("TEE-M", 1), ("TEE-L", 2)]


def test_a_variant_does_not_move_to_another_product(load: Load) -> None:
    load(HEAD + "TEE,,Tee,20,,\nTEE-M,TEE,,21,,\nCAP,,Cap,9,,\n")
    loaded = load(HEAD + "TEE-M,CAP,,21,,\n")
    assert loaded.refusals == [(2, "The sku is in the shop already, under another product.")]


def test_the_children_of_a_refused_row_are_refused_with_it(load: Load) -> None:
    loaded = load(HEAD + "TEE,,Tee,,,\nTEE-M,TEE,,21,,\nCAP,,Cap,9,,\n")
    assert [line for line, _reason in loaded.refusals] == [2, 3]
    assert Variant.objects.get().sku == "CAP"


def test_a_file_without_parents_updates_variants_and_keeps_their_product(load: Load) -> None:
    text = HEAD + "TEE,,Tee,20,Size=S,Loom\nTEE-M,TEE,,21,Size=M,\n"
    load(text)
    load("sku,name,price\nTEE-M,Tee in medium,18\n")
    assert Product.objects.get().title == "Tee"
    assert Variant.objects.get(sku="TEE-M").price == 18


def test_a_repeat_with_variants_changes_nothing(load: Load) -> None:
    text = HEAD + "TEE,,Tee,20,Size=S,Loom\nTEE-M,TEE,,21,Size=M,\n"
    load(text)
    assert "0 new, 0 changed, 2 unchanged, 0 refused." in load(text).output
