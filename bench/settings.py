"""The shop's settings, with one address more."""

from shop.settings import *

ROOT_URLCONF = "bench.urls"
