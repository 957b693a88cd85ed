"""What every process of the shop carries from its start on."""

import subprocess
import sys

import pytest

# Each takes longer to load than Django, and few requests need it.
HEAVY = {"fpdf", "fontTools", "numpy", "scipy", "sklearn", "sparse_dot_topn"}
LOADED = """
import sys, django
django.setup()
import shop.celery, shop.urls
shop.celery.app.loader.import_default_modules()
print(*sys.modules)
"""


@pytest.mark.once
def test_a_process_starts_without_what_draws_pdfs_and_counts_vectors() -> None:
    said = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)

    assert HEAVY & set(said.stdout.split()) == set()
