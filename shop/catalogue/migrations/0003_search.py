"""The search index, which is the database's own and no model's: see shop/catalogue/search."""

from django.db import DatabaseError, migrations, transaction

from shop.catalogue.search.engines import has_fts5

POSTGRES = """
    CREATE TABLE catalogue_search (product_id bigint PRIMARY KEY, named tsvector NOT NULL, words tsvector NOT NULL);
    CREATE INDEX catalogue_search_named ON catalogue_search USING gin (named);
    CREATE INDEX catalogue_search_words ON catalogue_search USING gin (words);
    CREATE TABLE catalogue_word (word text COLLATE "C" PRIMARY KEY);
"""
TRIGRAMS = """
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX catalogue_word_alike ON catalogue_word USING gin (word gin_trgm_ops);
"""
# What comes in is folded and stemmed already.
SQLITE = """
    CREATE VIRTUAL TABLE catalogue_search USING fts5 (title, brand, category, description, sku,
        tokenize = "unicode61 remove_diacritics 0");
    CREATE VIRTUAL TABLE catalogue_search_term USING fts5vocab (catalogue_search, row);
    CREATE TABLE catalogue_word (word text PRIMARY KEY) WITHOUT ROWID;
"""


def make(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES)
        bring_trigrams(connection)
    elif has_fts5():
        run_each(schema_editor, SQLITE)


def bring_trigrams(connection):
    """Without the right to make extensions, typos are found by their first letter alone."""
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(TRIGRAMS)
    except DatabaseError as error:
        print(f"\n  Search goes without pg_trgm: {str(error).strip()}")


def fill(apps, schema_editor):
    """Index what a shop had before. The index reads only columns that are older than this migration."""
    if apps.get_model("catalogue", "Product").objects.exists():
        from shop.catalogue.search.indexing import rebuild

        rebuild()


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TABLE catalogue_search; DROP TABLE catalogue_word;")
    elif has_fts5():
        run_each(
            schema_editor,
            "DROP TABLE catalogue_search_term; DROP TABLE catalogue_search; DROP TABLE catalogue_word;",
        )


def run_each(schema_editor, statements):
    """SQLite takes one statement at a time."""
    for statement in statements.split(";"):
        if statement.strip():
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_listing_fields")]

    operations = [
        migrations.RunPython(make, drop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
