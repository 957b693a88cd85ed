"""Which shape of running this is, and where its state lives."""

import os
from pathlib import Path

from shop import logs
from shop.environment import flag, secret_key

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(os.environ.get("FASTSHOP_DATA_DIR", BASE_DIR / "var"))
SHAPE = os.environ.get("FASTSHOP_SHAPE", "solo")

DEBUG = flag("DEBUG")
SECRET_KEY = secret_key(SHAPE, DATA_DIR)

LOGGING = logs.lines(SHAPE, os.environ.get("LOG_LEVEL", "INFO"))

TEST_RUNNER = "shop.testing.PytestRunner"
