"""Gives every shop the pages it owes, as texts to adapt."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from shop.pages.first_texts import write_missing


def write(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    write_missing(apps.get_model("pages", "Page"))


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
