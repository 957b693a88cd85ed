"""Templates that refuse to render what they were not given."""

from copy import deepcopy

from django.conf import settings as shop


class Missing(str):
    """What Django writes in the place of a variable that is not there."""

    __slots__ = ()

    def __contains__(self, _part: object) -> bool:
        return True

    def __mod__(self, variable: object) -> str:
        raise LookupError(f"The template misses {variable}")


def strict_templates() -> list[dict]:
    """Return the shop's TEMPLATES setting, made strict."""
    templates = deepcopy(shop.TEMPLATES)
    templates[0]["OPTIONS"]["string_if_invalid"] = Missing()
    return templates
