"""What a row would change: what the export writes alike is no difference."""

from typing import Any

from django.db.models import Model

from shop.storefront.importing.parts import one_line


def differing(instance: Model, values: dict[str, Any]) -> set[str]:
    """Set the values on the instance where they differ, and return the names of those that did."""
    different = {name for name, value in values.items() if _read_as(instance, name, values) != value}
    for name in different:
        setattr(instance, name, values[name])
    return different


def _read_as(instance: Model, name: str, values: dict[str, Any]) -> Any:
    """Return what the instance has, as the import would read it from a cell beside the row's others."""
    there = getattr(instance, name)
    if name == "compare_at_price":
        return there if there is not None and there > values["price"] else None
    if name == "options":
        return {one_line(option): one_line(choice) for option, choice in there.items()}
    if name == "description":
        return there.strip()
    return one_line(there) if isinstance(there, str) else there
