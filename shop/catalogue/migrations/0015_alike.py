"""Listed products are counted as they change, by the database itself: whatever changes them, nothing is missed.

SQLite drops triggers with a table, and Django makes the table of products anew when a column of it is altered
there: such a migration has to create them again (`manage.py audit_listing` and its test notice).
"""

import django.db.models.deletion
from django.db import migrations, models

# ruff: noqa: S608

COLUMNS = ("category_id", "brand", "lowest_price", "on_sale", "stock_band", "rating")
LISTED = "{row}.state = 'published' AND {row}.default_variant_id IS NOT NULL"


def _of(row, columns=COLUMNS):
    return ", ".join(f"{row}.{column}" for column in columns)


def _note(row, n):
    return (
        f"INSERT INTO catalogue_alike ({', '.join(COLUMNS)}, n, folded) "
        f"SELECT {_of(row)}, {n}, FALSE WHERE {LISTED.format(row=row)};"
    )


DECIDE = (*COLUMNS, "state", "default_variant_id")
GONE, COME = _note("OLD", -1), _note("NEW", 1)
SQLITE = {
    "come": f"AFTER INSERT ON catalogue_product BEGIN {COME} END",
    # Where nothing at all is counted the tables are being emptied, in any order. PostgreSQL truncates them.
    "gone": (
        f"AFTER DELETE ON catalogue_product WHEN EXISTS (SELECT 1 FROM catalogue_alike) BEGIN {GONE} END"
    ),
    "changed": (
        f"AFTER UPDATE OF {', '.join(DECIDE)} ON catalogue_product "
        f"WHEN ({_of('OLD', DECIDE)}) IS NOT ({_of('NEW', DECIDE)}) BEGIN {GONE} {COME} END"
    ),
}
POSTGRESQL = {
    "come": "AFTER INSERT ON catalogue_product FOR EACH ROW EXECUTE FUNCTION catalogue_note_alike()",
    "gone": "AFTER DELETE ON catalogue_product FOR EACH ROW EXECUTE FUNCTION catalogue_note_alike()",
    "changed": (
        "AFTER UPDATE ON catalogue_product FOR EACH ROW "
        f"WHEN (({_of('OLD', DECIDE)}) IS DISTINCT FROM ({_of('NEW', DECIDE)})) "
        "EXECUTE FUNCTION catalogue_note_alike()"
    ),
}
FUNCTION = f"""
    CREATE FUNCTION catalogue_note_alike() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP <> 'INSERT' THEN {GONE} END IF;
        IF TG_OP <> 'DELETE' THEN {COME} END IF;
        RETURN NULL;
    END $$
"""
# Creating a trigger has locked out who would change products, so what is counted next is what is there.
FILL = f"""
    INSERT INTO catalogue_alike ({", ".join(COLUMNS)}, n, folded)
    SELECT {", ".join(COLUMNS)}, count(*), FALSE FROM catalogue_product
    WHERE {LISTED.format(row="catalogue_product")} GROUP BY {", ".join(COLUMNS)}
"""


def create(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:
        schema_editor.execute(FUNCTION)
    for name, when in (POSTGRESQL if postgresql else SQLITE).items():
        schema_editor.execute(f"CREATE TRIGGER catalogue_alike_{name} {when}")
    schema_editor.execute(FILL)


def drop(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name in SQLITE:
        table = " ON catalogue_product" if postgresql else ""
        schema_editor.execute(f"DROP TRIGGER catalogue_alike_{name}{table}")
    if postgresql:
        schema_editor.execute("DROP FUNCTION catalogue_note_alike()")


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0014_changed_index")]

    operations = [
        migrations.CreateModel(
            name="Alike",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("brand", models.CharField(blank=True, max_length=120)),
                ("lowest_price", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("on_sale", models.BooleanField()),
                (
                    "stock_band",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "None left"), (1, "Few left"), (2, "In stock")]
                    ),
                ),
                ("rating", models.DecimalField(decimal_places=2, max_digits=3, null=True)),
                ("n", models.IntegerField()),
                ("folded", models.BooleanField()),
                (
                    "category",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="catalogue.category",
                    ),
                ),
            ],
        ),
        migrations.RunPython(create, drop),
    ]
