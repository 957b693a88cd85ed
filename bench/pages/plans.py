"""How PostgreSQL answers the heaviest question of each page while caches are empty."""

import logging
from collections.abc import Iterator

import django
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.pages.opening import open_page

SPENT = "Execution Time: "


def plans() -> Iterator[str]:
    """Yield for each page its address, the query that costs most, and EXPLAIN (ANALYZE, BUFFERS) of it."""
    from bench.pages.addresses import addresses

    for name, url in addresses().items():
        open_page(url)
        for cache in caches.all():
            cache.clear()
        with CaptureQueriesContext(connection) as captured:
            open_page(url)
        asked = {query["sql"]: _explained(query["sql"]) for query in captured if "SELECT" in query["sql"]}
        heaviest = max(asked, key=lambda sql: float(asked[sql].rpartition(SPENT)[2].split()[0]))
        yield f"{name}: {url}\n\n{heaviest.strip()}\n\n{asked[heaviest]}\n"


def _explained(asked: str) -> str:
    """Return the plan; a statement may begin by setting what it is planned with."""
    setting, end, question = asked.partition(";") if asked.lstrip().startswith("SET ") else ("", "", asked)
    with connection.cursor() as cursor:
        cursor.execute(f"{setting}{end} EXPLAIN (ANALYZE, BUFFERS) {question}".replace("%", "%%"), [])
        return "\n".join(line for (line,) in cursor.fetchall())


if __name__ == "__main__":
    django.setup()
    logging.disable(logging.INFO)
    print("\n\n".join(plans()))
