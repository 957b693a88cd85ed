"""What PostgreSQL needs to filter and count lists by facet. SQLite goes through the tables instead."""

from django.db import migrations

INDEXES = {
    "catalogue_variant_options_held": "catalogue_variant USING gin (options jsonb_path_ops) WHERE NOT archived",
    "catalogue_variant_with_options": "catalogue_variant (product_id) WHERE NOT archived AND options <> '{}'",
    # Facets are counted from the index alone, since rows are wide: descriptions stand in them.
    "catalogue_product_facets": (
        "catalogue_product (category_id, brand) INCLUDE (id, lowest_price, on_sale, stock_band, rating) "
        "WHERE state = 'published' AND default_variant_id IS NOT NULL AND lowest_price IS NOT NULL"
    ),
}


def create(apps, schema_editor):
    for name, index in INDEXES.items():
        _on_postgresql(schema_editor, f"CREATE INDEX {name} ON {index}")


def drop(apps, schema_editor):
    for name in INDEXES:
        _on_postgresql(schema_editor, f"DROP INDEX {name}")


def _on_postgresql(schema_editor, statement):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0008_picture_renditions")]
    operations = [migrations.RunPython(create, drop)]
