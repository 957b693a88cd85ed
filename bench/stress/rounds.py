"""A round: some new variants, and actors that claim them at random, all of it following from one number."""

from dataclasses import dataclass
from enum import StrEnum
from random import Random

ATTEMPTS = 10_000  # in a round, where there are that many
VARIANTS = 10
# Of a stampede: the stock of a variant, as a share of the claims made while it is the hot one.
SHARES = (0.01, 0.3, 0.6, 0.9)
# Of a churn: the stock in the beginning.
UNITS = (1, 3, 10, 40)


class Kind(StrEnum):
    """How actors behave.

    In a stampede they only claim, and nothing comes back. In a churn they do everything there is to do.
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
    """Split at least so many attempts into rounds of consecutive seeds, as many of each kind."""
    many = 2 * max(1, round(attempts / ATTEMPTS / 2))
    return [Round(seed + number, actors, -(-attempts // (many * actors))) for number in range(many)]
