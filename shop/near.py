"""The keys of the near cache."""

from django.utils.translation import get_language


def by_language(key: str, prefix: str, version: int) -> str:
    """Keep what is near apart by language: words and addresses are among it."""
    return f"{prefix}:{version}:{get_language()}:{key}"
