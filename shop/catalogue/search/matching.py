"""What was found, as a queryset that lists can narrow, count and sort."""

import json
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, IntegerField, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast
from django.db.models.sql.compiler import SQLCompiler

from shop.catalogue.models.product import ProductQuerySet
from shop.catalogue.search.finding import Found

# A list of numbers as rows. Written out one by one they would make PostgreSQL read the whole table.
AMONG = {
    "postgresql": "SELECT value::bigint FROM jsonb_array_elements_text(%s::jsonb)",
    "sqlite": "SELECT value FROM json_each(%s)",
}


def matching(products: ProductQuerySet, found: Found) -> ProductQuerySet:
    """Keep what was found, at most CAP products. They get a `rank`; the best match's is the smallest."""
    among = RawSQL(AMONG[connection.vendor], [json.dumps(found.products)])  # noqa: S611  no words of visitors
    places = {str(product): place for place, product in enumerate(found.products)}
    rank = _Place(Value(json.dumps(places)), Cast("pk", TextField()))
    return products.filter(pk__in=among).annotate(rank=rank)


class _Place(Func):
    """The number that a JSON object has under a key."""

    output_field = IntegerField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, list[Any]]:
        template = "(%(expressions)s)::int"
        return self.as_sql(compiler, connection, template=template, arg_joiner="::jsonb -> ", **context)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, list[Any]]:
        template = "json_extract(%(expressions)s)"
        return self.as_sql(compiler, connection, template=template, arg_joiner=", '$.' || ", **context)
