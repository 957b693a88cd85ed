"""A round: some new variants, and actors that claim them at random, all of it following from one number."""

from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from random import Random

ATTEMPTS = 10_000  # in a round, or as many as there are
VARIANTS = 10
# Of a stampede: the stock of a variant, as a share of the claims made while it is a hot one.
SHARES = (0.01, 0.3, 0.6, 0.9)
# Of a churn: the stock in the beginning.
UNITS = (1, 3, 10, 40)


class Kind(StrEnum):
    """How actors behave.

    In a stampede they only claim, crowding one variant after the other, and nothing comes back. In a churn
    they do everything there is to do.
    """

    STAMPEDE = "stampede"
    CHURN = "churn"


@dataclass(frozen=True)
class Round:
    """What actors need to know. Each makes so many `attempts` on the `variants` (primary keys)."""

    seed: int
    actors: int
    attempts: int
    variants: tuple[int, ...] = ()

    @property
    def kind(self) -> Kind:
        """The two kinds take turns."""
        return Kind.CHURN if self.seed % 2 else Kind.STAMPEDE

    def dice(self, whose: object) -> Random:
        """Return a source of chance that depends on the seed and on who throws."""
        return Random(f"{self.seed}/{whose}")

    def stock(self) -> list[int]:
        """Return how many units of each variant come in before the round begins."""
        dice, hot = self.dice("stock"), self.actors * self.attempts / VARIANTS
        if self.kind is Kind.CHURN:
            return [dice.choice(UNITS) for _ in range(VARIANTS)]
        return [1 + int(hot * dice.choice(SHARES)) for _ in range(VARIANTS)]


def rounds(attempts: int, actors: int, seed: int) -> list[Round]:
    """Make at least so many attempts in pairs of rounds, one of each kind, with consecutive seeds."""
    each = ceil(min(attempts / 2, ATTEMPTS) / actors)
    pairs = ceil(attempts / (2 * each * actors))
    return [Round(seed + number, actors, each) for number in range(2 * pairs)]
