"""Samples of every kind of mail, for designers and for the test that nothing in one is missing."""

from collections.abc import Callable, Mapping
from typing import Any

from shop.notifications.composing import Composed, compose

Samples = Mapping[str, Callable[[], Mapping[str, Any]]]
SAMPLES: dict[str, Callable[[], Mapping[str, Any]]] = {}


def show(samples: Samples) -> None:
    """Register how the samples are made, by name: a kind of mail, and after a colon which case of it."""
    SAMPLES.update(samples)


def sample(name: str) -> Composed:
    """Compose the sample of that name. Raises KeyError where there is none."""
    return compose(name.partition(":")[0], SAMPLES[name]())
