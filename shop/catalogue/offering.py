"""Which variants come in an option: the question to JSON, in the words of either database."""

import json
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, F, Func, Q, QuerySet, Value

from shop.catalogue.models import Variant


def offering(options: Mapping[str, Sequence[str]]) -> QuerySet[Variant]:
    """Return the variants for sale that have, of every option named, one of its values."""
    variants = Variant.objects.filter(archived=False).order_by()
    for name, values in options.items():
        variants = variants.filter(reduce(or_, (Q(_Has(name, value)) for value in values)))
    return variants


class _Has(Func):
    """Whether `options` holds this name with this text. On PostgreSQL an index answers it."""

    output_field = BooleanField()

    def __init__(self, name: str, value: str) -> None:
        pair = json.dumps({name: value}, ensure_ascii=False)
        super().__init__(F("options"), Value(pair), Value(name), Value(value))

    def as_postgresql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, tuple[Any, ...]]:
        column, pair, *_apart = self.source_expressions
        sql, params = compiler.compile(column)
        return f"{sql} @> %s::jsonb", (*params, pair.value)

    def as_sqlite(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, tuple[Any, ...]]:
        column, _pair, name, value = self.source_expressions
        sql, params = compiler.compile(column)
        return (
            f"EXISTS (SELECT 1 FROM json_each({sql}) AS o WHERE o.key = %s AND o.value = %s)",  # noqa: S608
            (*params, name.value, value.value),
        )
